using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>The leading singular vectors of a weight's gradient, the greatest singular value first.</summary>
/// <param name="Left">Left vectors as columns (out × count).</param>
/// <param name="Values">Singular values (count).</param>
/// <param name="Right">Right vectors as rows (count × in).</param>
public sealed record GradientVectors(Tensor Left, Tensor Values, Tensor Right);
