using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// Σ |y·∂L/∂y| over every value y of the layer's output, averaged over the batches: to first order, what the loss would change by if
/// each value alone were zero (Molchanov et al., arXiv 1611.06440). To second order Σ |y·∂L/∂y − ½·y²·∂²L/∂y²|.
/// </summary>
public sealed class TaylorImportance : IImportanceMeasure
{
    private readonly bool secondOrder;
    private readonly int probes;
    private readonly long seed;

    /// <summary>Chooses the order.</summary>
    /// <param name="secondOrder">
    /// Adds the term of the curvature, whose diagonal is estimated from Hessian-vector products with Rademacher probes (Bekas et al.,
    /// 2007): exact where no two values act on the loss together, else the estimate's noise adds to the score.
    /// </param>
    /// <param name="probes">Probes for each batch, at least 1; only to second order.</param>
    /// <param name="seed">Seed of the probes; torch's own random state is not used.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 1 probes.</exception>
    public TaylorImportance(bool secondOrder = false, int probes = 8, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(probes, 1);
        this.secondOrder = secondOrder;
        this.probes = probes;
        this.seed = seed;
    }

    /// <inheritdoc/>
    public string Name => secondOrder ? "Taylor, second order" : "Taylor";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no batch, or no adapted layer ran in a batch's loss.</exception>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses)
    {
        using var generator = new Generator((ulong)seed);
        return Calibration.Mean(model, adapters, losses, AddProducts, gradients: true);

        void AddProducts(IReadOnlyList<RecordedPass> passes, Tensor loss, LayerScores scores)
        {
            var gradients = Calibration.OutputGradients(passes, loss, differentiable: secondOrder);
            var curvatures = secondOrder ? new OutputCurvature(gradients, probes, generator).Diagonals() : null;
            foreach (var (index, (pass, gradient)) in gradients.Index())
            {
                using var scope = NewDisposeScope();
                using var noGradient = no_grad();
                var change = pass.Output.mul(gradient);
                if (curvatures is not null)
                    change.add_(pass.Output.square().mul(curvatures[index]), alpha: -0.5);
                scores.Add(pass.Adapter, change.abs_().sum(ScalarType.Float64).item<double>());
            }
        }
    }
}
