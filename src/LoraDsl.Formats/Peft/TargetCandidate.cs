namespace LoraDsl.Formats.Peft;

/// <summary>A module of a model that could be adapted.</summary>
/// <param name="Path">Its path in the model.</param>
/// <param name="IsLinear">Whether it is a linear layer, which "all-linear" asks for.</param>
/// <param name="IsOutputHead">Whether it gives the model's output, which "all-linear" leaves out.</param>
public readonly record struct TargetCandidate(string Path, bool IsLinear = true, bool IsOutputHead = false);
