using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// Curvature: of the Hessian of the loss, averaged over the batches, the block of each adapted layer's weight; its top eigenvalue by power
/// iteration, or its trace by Hutchinson's estimate with Rademacher probes (as HAWQ does, arXiv 1905.03696, 1911.03852). The Hessian is
/// never formed: every step is a product H·v.
/// </summary>
/// <remarks>
/// Costs, for each adapter, batch and step, a forward pass and two backward passes. Memory is that of the double backward of one batch
/// and a few copies of one layer's weight.
/// </remarks>
public sealed class HessianImportance : IImportanceMeasure
{
    // Of the eigenvalue, from one step to the next: the error itself is several times as large.
    private const double Tolerance = 1e-5;

    private readonly HessianQuantity quantity;
    private readonly int steps;
    private readonly long seed;
    private readonly bool centralDifferences;

    /// <summary>Chooses the quantity.</summary>
    /// <param name="quantity">Top eigenvalue or trace.</param>
    /// <param name="steps">Most power iterations, or Rademacher probes; at least 1.</param>
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
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(adapters);
        ArgumentNullException.ThrowIfNull(losses);

        var batches = losses.ToList();
        Calibration.RequireBatches(batches.Count);
        using var state = new ModelState(model);
        using var frozen = new FrozenParameters(model);
        using var generator = new Generator((ulong)seed);
        var scores = new double[adapters.Count];
        for (var index = 0; index < scores.Length; index++)
        {
            using var scope = NewDisposeScope();
            var block = new HessianBlock(adapters[index].Adapter.Layer.Weight, batches, centralDifferences);
            scores[index] = quantity == HessianQuantity.TopEigenvalue ? TopEigenvalue(block, generator) : Trace(block, generator);
        }

        return scores;
    }

    private double TopEigenvalue(HessianBlock block, Generator generator)
    {
        using var scope = NewDisposeScope();
        var vector = randn(block.Shape, dtype: block.Type, generator: generator).to(block.Device);
        vector = vector.div(vector.norm());
        var value = 0.0;
        for (var step = 0; step < steps; step++)
        {
            var product = block.Times(vector);
            var size = product.norm().to(ScalarType.Float64).item<double>();
            if (size == 0 || Math.Abs(size - value) <= Tolerance * size)
                return size;
            (vector, value) = (product.div(size), size);
        }

        return value;
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
