using TorchSharp.Modules;

namespace LoraDsl.Layers;

/// <summary>The parameters of an adapter at another rank, not yet in their place.</summary>
/// <param name="A">A.</param>
/// <param name="B">B.</param>
/// <param name="ScalingFactor">
/// Scaling before over scaling after. On growth B holds the old columns times this, so that s·B·A is kept; their gradient is divided by it.
/// </param>
public sealed record RankResize(Parameter A, Parameter B, double ScalingFactor);
