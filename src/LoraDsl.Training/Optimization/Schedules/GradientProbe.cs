using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Methods;
using LoraDsl.Schedules;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>
/// Sketches the gradient of an adapted layer's weight while the model trains. A low-rank product that is zero is added to the layer's
/// output, and autograd finds the sketch as the gradient of its factors, whatever becomes of the loss in between: steps without
/// <c>zero_grad</c>, several losses, several passes.
/// </summary>
internal sealed class GradientProbe : ILayerProbe, IStateful, IDisposable
{
    private readonly AdaptiveLoraAdapter adapter;
    private GradientSketch? sketch;
    private int windows;

    public GradientProbe(AdaptiveLoraAdapter adapter)
    {
        this.adapter = adapter;
        Attach();
    }

    /// <summary>Twice the present rank and some more: what a rank could grow to in one window can be seen.</summary>
    private int Columns => (2 * adapter.Rank) + 8;

    /// <summary>Starts measuring, also where something else has measured at the layer in between.</summary>
    public void Attach() => adapter.Probe ??= this;

    /// <inheritdoc/>
    public Tensor Observe(LayerAdapter adapter, Tensor input, Tensor output)
    {
        if (!Measures(adapter) || !is_grad_enabled())
            return output;
        var open = OpenSketch(output.dtype, output.device);
        using var scope = NewDisposeScope();
        return adapter.Layer
            .AddProduct(output, input.detach(), open.A.to(output.dtype), open.B.to(output.dtype))
            .MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor>? LeavesOf(LayerAdapter adapter)
    {
        if (!Measures(adapter))
            return [];
        var open = OpenSketch(adapter.Layer.Weight.dtype, adapter.Layer.Weight.device);
        return [open.A, open.B];
    }

    /// <summary>The singular values of the gradients since the last call, and a fresh sketch; <see langword="null"/> without finite ones.</summary>
    public IReadOnlyList<double>? TakeSingularValues()
    {
        using var taken = sketch;
        sketch = null;
        return taken is { IsEmpty: false, IsFinite: true } ? taken.SingularValues() : null;
    }

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        state.Write("windows", windows);
        sketch?.Save(state.Section("sketch"));
    }

    /// <summary>Throws, before anything is changed, unless a saved state can be taken over.</summary>
    /// <exception cref="InvalidOperationException">It is that of another layer.</exception>
    /// <exception cref="InvalidDataException">It is incomplete or damaged.</exception>
    public void RequireFit(SavedState state)
    {
        _ = state.ReadCount("windows");
        if (state.Has("sketch"))
            GradientSketch.RequireFit(state.Section("sketch"), adapter.InFeatures, adapter.OutFeatures);
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        windows = (int)state.ReadCount("windows");
        sketch?.Dispose();
        sketch = state.Has("sketch") ? GradientSketch.Load(state.Section("sketch"), adapter.A.device) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ReferenceEquals(adapter.Probe, this))
            adapter.Probe = null;
        sketch?.Dispose();
        sketch = null;
    }

    private static bool Measures(LayerAdapter adapter) => adapter.training && adapter.Enabled;

    private GradientSketch OpenSketch(ScalarType layerType, Device device) => sketch ??= new GradientSketch(
        adapter.InFeatures, adapter.OutFeatures, Columns, windows++, layerType == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32, device);
}
