using LoraDsl.Initialization;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>What an adapter's initial values are computed from, besides its layer.</summary>
/// <param name="Path">The adapter's path in the whole model.</param>
/// <param name="Depth">The layer's place in the whole model, layer / layers.</param>
/// <param name="Gradient">What the initializer wants of the gradient, where the batches gave one.</param>
/// <param name="Inputs">What the initializer wants of the inputs, where the batches gave some.</param>
/// <param name="Covariance">The covariance of the inputs, where the initializer wants it and the batches gave some.</param>
public sealed record InitializationData(string Path, double Depth, GradientVectors? Gradient, Tensor? Inputs, Tensor? Covariance = null);
