using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Analysis;

/// <summary>A fresh model and a small training of it, on which initializers are compared.</summary>
/// <param name="Adapters">The adapters of a model that was made for one trial: its base loaded and frozen, ranks given. It is disposed after the trial.</param>
/// <param name="Loss">The loss of a training step, by its number from 0: runs the model and returns a scalar.</param>
/// <param name="Optimizer">Makes the optimizer.</param>
public sealed record InitializerSubject(
    AdapterSet Adapters, Func<int, Tensor> Loss, Func<IEnumerable<Parameter>, optim.Optimizer> Optimizer);
