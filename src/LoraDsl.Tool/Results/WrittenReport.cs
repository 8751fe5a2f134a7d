namespace LoraDsl.Tool.Results;

/// <summary>What `lora report` wrote.</summary>
/// <param name="Page">The full path of the page.</param>
internal sealed record WrittenReport(string Page);
