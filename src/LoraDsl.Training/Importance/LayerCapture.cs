using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>Records the input and output of adapted layers while a loss is computed.</summary>
internal sealed class LayerCapture : ILayerProbe, IDisposable
{
    private readonly IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters;
    private readonly List<RecordedPass> passes = [];

    /// <summary>Starts recording.</summary>
    public LayerCapture(IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters)
    {
        this.adapters = adapters;
        foreach (var (_, adapter) in adapters)
            adapter.Probe = this;
    }

    /// <summary>What was recorded, in the order of the forward pass; a layer that ran twice stands twice.</summary>
    public IReadOnlyList<RecordedPass> Passes => passes;

    /// <inheritdoc/>
    public Tensor Observe(LayerAdapter adapter, Tensor input, Tensor output)
    {
        // Frozen below, the output has no graph: it starts one. The model goes on with a copy, so that what it does to it in place,
        // or frees, does not touch the record.
        var recorded = output.requires_grad ? output.alias() : output.detach().requires_grad_();
        passes.Add(new RecordedPass(adapter, input.detach().DetachFromDisposeScope(), recorded.DetachFromDisposeScope()));
        return recorded.clone();
    }

    /// <summary>Forgets what was recorded.</summary>
    public void Clear()
    {
        foreach (var pass in passes)
        {
            pass.Input.Dispose();
            pass.Output.Dispose();
        }

        passes.Clear();
    }

    /// <summary>Stops recording.</summary>
    public void Dispose()
    {
        foreach (var (_, adapter) in adapters)
            adapter.Probe = null;
        Clear();
    }
}
