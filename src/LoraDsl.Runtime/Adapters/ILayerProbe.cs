using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>Watches the inputs and outputs of adapted layers.</summary>
public interface ILayerProbe
{
    /// <summary>Called at the end of every forward pass of an adapter that carries the probe.</summary>
    /// <param name="adapter">The adapter that ran.</param>
    /// <param name="input">What it was given.</param>
    /// <param name="output">What it gave.</param>
    /// <returns>What the model goes on with.</returns>
    Tensor Observe(LayerAdapter adapter, Tensor input, Tensor output);

    /// <summary>
    /// What the probe puts into a pass of the adapter to have its gradient, where the pass is run without gradients first and with them in the
    /// backward pass; <see langword="null"/> where the probe has to see a pass that is part of the loss's graph from the start.
    /// </summary>
    /// <param name="adapter">The adapter that is about to run.</param>
    IReadOnlyList<Tensor>? LeavesOf(LayerAdapter adapter) => null;
}
