using LoraDsl.Kernels;
using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// DoRA (Liu et al., arXiv 2402.09353): W' = m ⊙ (W + s·B·A)/‖W + s·B·A‖, where the norm is that of a row of the folded weight, and m, a
/// value for each row, starts as the norm of W. The norm takes part in no gradient (section 4.3 of the paper).
/// </summary>
/// <remarks>
/// y = g ⊙ (x·Wᵀ + s·d(x)·Aᵀ·Bᵀ) + b with g = m/‖W + s·B·A‖: dropout d is the low-rank part's alone. The rows of an embedding's folded weight are
/// its columns, those of a convolution's its output channels, as in PEFT.
/// </remarks>
public abstract class DoraAdapter : LoraAdapter
{
#pragma warning disable CA1051 // As for A and B: to() writes the moved parameter back into the field of its name.
    /// <summary>m: (out) of a linear layer, (width) of an embedding, (out) of a convolution.</summary>
    protected Parameter lora_magnitude_vector;
#pragma warning restore CA1051

    private protected DoraAdapter(
        AdaptedLayer layer, int rank, double alpha, double dropout, bool rankStabilized, AdapterInitialization initialization, bool compensate)
        : base(layer, rank, alpha, dropout, rankStabilized, initialization, compensate)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        lora_magnitude_vector = LowRankFactors.AsParameter(RowNorms.Of(layer.Matrix(layer.Weight)).to(lora_A.dtype).MoveToOuterDisposeScope());
        register_parameter(nameof(lora_magnitude_vector), lora_magnitude_vector);
    }

    /// <inheritdoc/>
    internal sealed override string Method => "DoRA";

    /// <inheritdoc/>
    internal sealed override bool IsProductOfFactors => false;

    /// <summary>m.</summary>
    internal Parameter Magnitude => Factors[2];

    /// <inheritdoc/>
    private protected sealed override IReadOnlyList<Parameter> RegisteredFactors => [lora_A, lora_B, lora_magnitude_vector];

    /// <inheritdoc/>
    protected sealed override Tensor Adapt(Tensor x) => Rescaled(x, Layer.RunWithoutBias(x));

    /// <inheritdoc/>
    internal sealed override Tensor Hooked(Tensor input, Tensor output)
    {
        Follow();
        if (!TakesPart)
            return Observed(input, output);
        using var scope = NewDisposeScope();
        var bare = Layer.Bias is { } bias ? output.sub(Layer.AlongOutputs(bias)) : output;
        return Observed(input, Rescaled(input, bare).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    internal sealed override Tensor Part(Tensor input)
    {
        Follow();
        using var scope = NewDisposeScope();
        return Layer.Run(input, input.shape, Adapt).sub(Layer.Module.forward(input)).MoveToOuterDisposeScope();
    }

    /// <summary>W' in the weight's shape, in float32 at least.</summary>
    internal sealed override Tensor MergedWeight(Tensor weight)
    {
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var sum = Layer.Matrix(base.WeightPart(weight, type).add_(weight.to(type)));
        var gains = lora_magnitude_vector.detach().to(type).div(RowNorms.Of(sum).clamp_min(RowNorms.Least));
        return Layer.Fold(sum.mul(gains.unsqueeze(1)));
    }

    /// <inheritdoc/>
    internal sealed override Tensor WeightPart(Tensor weight, ScalarType type) => MergedWeight(weight).to(type).sub(weight.to(type));

    /// <inheritdoc/>
    internal sealed override IReadOnlyList<Tensor> FactorsFrom(Tensor a, Tensor b, Tensor? e, double scaling) =>
        [.. base.FactorsFrom(a, b, e, scaling), lora_magnitude_vector.detach()];

    /// <inheritdoc/>
    private protected sealed override void Register(IReadOnlyList<Parameter> factors)
    {
        base.Register(factors);
        lora_magnitude_vector = factors[2];
        ConditionallyRegisterParameter(nameof(lora_magnitude_vector), lora_magnitude_vector);
    }

    /// <inheritdoc/>
    private protected sealed override IReadOnlyList<long[]> ShapesAt(int rank) => [.. base.ShapesAt(rank), [OutFeatures]];

    /// <inheritdoc/>
    private protected sealed override void ResetFactors()
    {
        using var scope = NewDisposeScope();
        var (a, b) = LowRankFactors.Values(Layer, StoredRank, Layer.Start);
        using var untracked = no_grad();
        SetFactors(a, b, RowNorms.Of(Layer.Matrix(BaseWeight)).to(lora_A.dtype));
    }

    // g ⊙ (z + s·d(x)·Aᵀ·Bᵀ) + b, where z is the layer's output without its bias.
    private Tensor Rescaled(Tensor x, Tensor z)
    {
        using var scope = NewDisposeScope();
        var (input, a, b) = OperandsOfPass(x);
        var gains = Layer.AlongOutputs(Gains(z.dtype));
        var scaled = Layer.AddProduct(z, input, a, b).mul(gains);
        if (Layer.Bias is { } bias)
            scaled.PlusInPlace(Layer.AlongOutputs(bias));
        return scaled.MoveToOuterDisposeScope();
    }

    private Tensor Gains(ScalarType type)
    {
        Tensor norms;
        using (no_grad())
            norms = RowNorms.OfSum(Layer.Matrix(Layer.Weight), lora_A.flatten(1), lora_B.flatten(1), Scaling).to(lora_magnitude_vector.dtype);
        return lora_magnitude_vector.div(norms).to(type);
    }
}
