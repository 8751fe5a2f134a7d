using LoraDsl.Adapters;
using LoraDsl.Differentiation;
using LoraDsl.Extensibility;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// The rise of the loss when the layer's output is taken away, averaged over the batches; 0 where the loss falls. Costs a forward pass
/// for every adapter and batch, and no gradients.
/// </summary>
/// <param name="ablation">What takes the output's place.</param>
public sealed class AblationImportance(Ablation ablation = Ablation.Zero) : IImportanceMeasure
{
    /// <inheritdoc/>
    public string Name => ablation == Ablation.Zero ? "ablation to zero" : "ablation to the mean";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no batch.</exception>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses)
    {
        Calibration.Require(model, adapters, losses);
        var rises = new double[adapters.Count];
        var batches = Calibration.ForEach(model, losses, gradients: false, loss =>
        {
            // What a loss draws at random is drawn alike with and without the layer.
            using var random = get_rng_state().DetachFromDisposeScope();
            var whole = Value(loss, random);
            for (var index = 0; index < rises.Length; index++)
                rises[index] += Value(loss, random, adapters[index].Adapter) - whole;
        });
        return [.. rises.Select(rise => double.IsNaN(rise) ? rise : Math.Max(0, rise / batches))];
    }

    private double Value(Func<Tensor> loss, Tensor random, LayerAdapter? ablated = null)
    {
        using var scope = NewDisposeScope();
        set_rng_state(random);
        if (ablated is not null)
            ablated.Probe = new Replacement(ablation);
        try
        {
            return LossChecks.RequireScalar(loss()).detach().to(ScalarType.Float64).item<double>();
        }
        finally
        {
            if (ablated is not null)
                ablated.Probe = null;
        }
    }

    private sealed class Replacement(Ablation ablation) : ILayerProbe
    {
        public Tensor Observe(LayerAdapter adapter, Tensor input, Tensor output) => ablation == Ablation.Zero
            ? zeros_like(output)
            : LayerOutput.Mean(adapter, output);
    }
}
