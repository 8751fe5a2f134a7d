namespace LoraDsl.Tool.Results;

/// <summary>What `lora merge` did.</summary>
/// <param name="Output">The file or folder that was written.</param>
/// <param name="Merged">The weights that changed.</param>
/// <param name="Copied">How many tensors were copied as they were.</param>
internal sealed record Merge(string Output, IReadOnlyList<string> Merged, int Copied);
