namespace LoraDsl.Formats.Runs;

/// <summary>An adapter of a run.</summary>
/// <param name="Path">Its path in the model.</param>
/// <param name="Method">The method's name: <c>LoRA</c>, <c>adaptive LoRA</c>, <c>DyLoRA</c>, …</param>
/// <param name="Inputs">The layer's inputs.</param>
/// <param name="Outputs">The layer's outputs.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Parameters">Its trainable values.</param>
public sealed record RunAdapter(string Path, string Method, long Inputs, long Outputs, int Rank, long Parameters);
