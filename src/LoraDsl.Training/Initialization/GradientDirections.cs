using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Importance;
using LoraDsl.Initialization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Training.Initialization;

/// <summary>
/// The leading singular vectors of a layer's weight gradient G, summed over batches, by randomised subspace iteration (Halko,
/// Martinsson and Tropp, 2011). G is not held: passes over the batches multiply it, by turns from the left and from the right, with a basis
/// of a few more vectors than are wanted.
/// </summary>
internal sealed class GradientDirections : IDisposable
{
    private const int Oversampling = 8;

    private readonly LayerAdapter adapter;
    private readonly ScalarType type;
    private readonly int count;
    private Tensor basis;
    private Tensor? product;

    /// <summary>Draws a basis of the gradient's columns.</summary>
    /// <param name="adapter">The layer's adapter.</param>
    /// <param name="wanted">How many vectors are wanted; fewer come where the weight has no more.</param>
    public GradientDirections(LayerAdapter adapter, int wanted)
    {
        this.adapter = adapter;
        count = Math.Min(wanted, adapter.Layer.FullRank);
        var weight = adapter.Layer.Weight;
        type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var width = Math.Min(count + Oversampling, adapter.Layer.FullRank);
        basis = randn(adapter.OutFeatures, width, dtype: type, device: weight.device).DetachFromDisposeScope();
    }

    /// <summary>Whether the basis is one of G's columns, and G is to be multiplied from the right.</summary>
    private bool IsRight { get; set; }

    /// <summary>Adds what one batch contributes to the product of G and the basis.</summary>
    /// <param name="runs">Input and gradient of the output of each run of the layer.</param>
    public void Add(IReadOnlyList<(Tensor Input, Tensor Gradient)> runs)
    {
        using var scope = NewDisposeScope();
        var sum = adapter.Layer.Module is Linear ? OfLinear(runs) : OfWeight(adapter.Layer.Matrix(WeightGradient.Of(adapter.Layer, runs)));
        if (product is not null)
            sum.add_(product);
        product?.Dispose();
        product = sum.DetachFromDisposeScope();
    }

    /// <summary>Ends a pass over the batches: the product, made orthonormal, is the basis of the next.</summary>
    /// <exception cref="ArgumentException">The gradient is not finite.</exception>
    public void Turn(string path)
    {
        using var scope = NewDisposeScope();
        if (product is null)
            return;
        if (!product.isfinite().all().item<bool>())
            throw new ArgumentException($"The gradient at '{path}' is not finite: look for NaN in the batches, or for a loss that overflows.");
        var (orthonormal, _) = linalg.qr(product);
        product.Dispose();
        product = null;
        basis.Dispose();
        basis = orthonormal.DetachFromDisposeScope();
        IsRight = !IsRight;
    }

    /// <summary>The leading singular vectors of the mean gradient; none where the loss has no gradient at the layer.</summary>
    /// <remarks>To be called after a pass with G multiplied from the right, in place of <see cref="Turn"/>.</remarks>
    /// <param name="batches">How many batches the sum is over.</param>
    public GradientVectors? Vectors(int batches)
    {
        using var scope = NewDisposeScope();
        if (product is null || product.count_nonzero().item<long>() == 0)
            return null;
        var (left, values, right) = linalg.svd(product, fullMatrices: false);
        return new GradientVectors(
            left.narrow(1, 0, count).MoveToOuterDisposeScope(),
            values.narrow(0, 0, count).div(batches).MoveToOuterDisposeScope(),
            right.mm(basis.t()).narrow(0, 0, count).MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        basis.Dispose();
        product?.Dispose();
    }

    private Tensor OfLinear(IReadOnlyList<(Tensor Input, Tensor Gradient)> runs)
    {
        var x = cat([.. runs.Select(run => WeightGradient.Rows(run.Input, adapter.InFeatures))]);
        var g = cat([.. runs.Select(run => WeightGradient.Rows(run.Gradient, adapter.OutFeatures))]);
        return IsRight ? g.t().mm(x.mm(basis)) : x.t().mm(g.mm(basis));
    }

    private Tensor OfWeight(Tensor gradient) => IsRight ? gradient.mm(basis) : gradient.t().mm(basis);
}
