using LoraDsl.Adapters;
using LoraDsl.Differentiation;
using LoraDsl.Extensibility;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// Curvature: of the Hessian of the loss, averaged over the batches, the block of each adapted layer's weight; its top eigenvalue by Lanczos'
/// recurrence, or its trace by Hutchinson's estimate with Rademacher probes (as HAWQ does, arXiv 1905.03696, 1911.03852). The Hessian is
/// never formed: every step is a product H·v.
/// </summary>
/// <remarks>
/// Costs, for each adapter, batch and step, a forward pass and two backward passes. Memory is that of the double backward of one batch
/// and a few copies of one layer's weight.
/// </remarks>
public sealed class HessianImportance : IImportanceMeasure
{
    // Of the residual over the eigenvalue; the error is about its square.
    private const double Tolerance = 1e-3;

    private readonly HessianQuantity quantity;
    private readonly int steps;
    private readonly long seed;
    private readonly bool centralDifferences;

    /// <summary>Chooses the quantity.</summary>
    /// <param name="quantity">Top eigenvalue or trace.</param>
    /// <param name="steps">Most steps of Lanczos' recurrence, or Rademacher probes; at least 1.</param>
    /// <param name="seed">Seed of the start vector or the probes; torch's own random state is not used.</param>
    /// <param name="centralDifferences">
    /// Form H·v from two gradients at W ± ε·v instead of by double backward: for models with an operator that has no second derivative.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 1 steps.</exception>
    public HessianImportance(
        HessianQuantity quantity = HessianQuantity.TopEigenvalue, int steps = 30, long seed = 0, bool centralDifferences = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        this.quantity = quantity;
        this.steps = steps;
        this.seed = seed;
        this.centralDifferences = centralDifferences;
    }

    /// <inheritdoc/>
    public string Name => quantity == HessianQuantity.TopEigenvalue ? "Hessian top eigenvalue" : "Hessian trace";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no batch.</exception>
    /// <exception cref="InvalidOperationException">A loss is no scalar, cannot be differentiated, or none has a graph.</exception>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses)
    {
        var batches = Calibration.Kept(model, adapters, losses);
        using var state = new EvaluationMode(model);
        using var frozen = new FrozenParameters(model);
        using var generator = new Generator((ulong)seed);
        var scores = new double[adapters.Count];
        var isReached = adapters.Count == 0;
        for (var index = 0; index < scores.Length; index++)
        {
            using var scope = NewDisposeScope();
            var block = new HessianBlock(adapters[index].Adapter.Layer.Weight, batches, centralDifferences);
            scores[index] = quantity == HessianQuantity.TopEigenvalue ? TopEigenvalue(block, generator) : Trace(block, generator);
            isReached |= block.WasReached;
        }

        return isReached ? scores : throw LossChecks.NoGraph();
    }

    // Vectors are not made orthogonal again to all earlier ones, which would have to be kept: that brings copies of eigenvalues into the
    // spectrum, but does not move its ends.
    private double TopEigenvalue(HessianBlock block, Generator generator)
    {
        using var scope = NewDisposeScope();
        var vector = randn(block.Shape, dtype: block.Type, generator: generator).to(block.Device);
        vector.div_(vector.norm());
        var before = zeros_like(vector);
        var spectrum = new LanczosSpectrum();
        var rest = 0.0;
        for (var step = 0; step < steps; step++)
        {
            var product = block.Times(vector);
            var along = product.mul(vector).sum(ScalarType.Float64).item<double>();
            product.add_(vector, alpha: -along).add_(before, alpha: -rest);
            rest = product.norm().to(ScalarType.Float64).item<double>();
            if (!double.IsFinite(along + rest))
                return double.NaN;
            spectrum.Add(along, rest);
            if (spectrum.Residual <= Tolerance * spectrum.Top)
                break;
            before.Dispose();
            (before, vector) = (vector, product.div_(rest));
        }

        return spectrum.Top;
    }

    private double Trace(HessianBlock block, Generator generator)
    {
        var sum = 0.0;
        for (var probe = 0; probe < steps; probe++)
        {
            using var scope = NewDisposeScope();
            var signs = randint(0, 2, block.Shape, dtype: block.Type, generator: generator).to(block.Device).mul(2).sub(1);
            sum += block.Times(signs).mul(signs).sum(ScalarType.Float64).item<double>();
        }

        return Math.Max(0, sum / steps);
    }
}
