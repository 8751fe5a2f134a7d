namespace LoraDsl.Tool.Results;

/// <summary>What `lora merge` did.</summary>
/// <param name="Output">The file or folder that was written.</param>
/// <param name="Merged">The weights that changed.</param>
/// <param name="Copied">How many tensors were copied as they were.</param>
/// <param name="Warnings">What a user should know of the adapter, a sentence each.</param>
internal sealed record Merge(string Output, IReadOnlyList<string> Merged, int Copied, IReadOnlyList<string> Warnings);
