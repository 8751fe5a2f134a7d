using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// Explained variance of the layers' inputs (EVA, arXiv 2410.07170): the right singular vectors of the inputs over all batches are the
/// directions that A could start from, and each is worth σ²/Σ‖x‖², its part of the inputs' energy. Needs no gradients; an
/// incremental SVD holds no more than the components and one batch. For linear layers, and for convolutions by the patches under their
/// kernels.
/// </summary>
public sealed class ExplainedVariance : IComponentMeasure
{
    private readonly int components;

    /// <summary>Chooses how many components are kept.</summary>
    /// <param name="components">Components of each layer, at least 1: no adapter can get a greater rank by them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 1.</exception>
    public ExplainedVariance(int components = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        this.components = components;
    }

    /// <inheritdoc/>
    public string Name => "explained variance";

    /// <summary>The part of each layer's energy that its components explain together.</summary>
    /// <inheritdoc/>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses) =>
        [.. MeasureComponents(model, adapters, losses).Select(scores => scores.Sum())];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no batch, no adapted layer ran, or an adapter's layer is an embedding.</exception>
    public IReadOnlyList<IReadOnlyList<double>> MeasureComponents(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses)
    {
        ArgumentNullException.ThrowIfNull(adapters);
        foreach (var (path, adapter) in adapters)
        {
            if (!LayerInput.HasRows(adapter.Layer))
                throw new ArgumentException($"'{path}' is an embedding, whose inputs are indices: they have no variance to explain. Give it a fixed rank, or take another measure.");
        }

        var sketches = adapters.ToDictionary(entry => entry.Adapter, _ => new IncrementalSvd(components));
        try
        {
            Calibration.Mean(model, adapters, losses, (passes, _, _) => Add(passes, sketches), gradients: false);
            return [.. adapters.Select(entry => sketches[entry.Adapter].Shares())];
        }
        finally
        {
            foreach (var sketch in sketches.Values)
                sketch.Dispose();
        }
    }

    private static void Add(IReadOnlyList<RecordedPass> passes, Dictionary<LayerAdapter, IncrementalSvd> sketches)
    {
        foreach (var pass in passes)
            sketches[pass.Adapter].Add(LayerInput.Rows(pass.Adapter.Layer, pass.Input));
    }
}
