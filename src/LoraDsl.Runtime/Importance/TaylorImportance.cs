using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// Σ |y·∂L/∂y| over every value y of the layer's output, averaged over the batches: to first order, what the loss would change by if
/// each value alone were zero (Molchanov et al., arXiv 1611.06440).
/// </summary>
public sealed class TaylorImportance : IImportanceMeasure
{
    /// <inheritdoc/>
    public string Name => "Taylor";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no batch, or no adapted layer ran in a batch's loss.</exception>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses) =>
        Calibration.Mean(model, adapters, losses, AddProducts, gradients: true);

    private static void AddProducts(IReadOnlyList<LayerPass> passes, Tensor loss, LayerScores scores)
    {
        foreach (var (pass, gradient) in Calibration.OutputGradients(passes, loss))
        {
            using var scope = NewDisposeScope();
            var products = pass.Output.detach().mul(gradient).abs();
            scores.Add(pass.Adapter, products.sum(ScalarType.Float64).item<double>());
        }
    }
}
