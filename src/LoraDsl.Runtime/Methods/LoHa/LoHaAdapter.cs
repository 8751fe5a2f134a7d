using LoraDsl.Formats.Peft;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// LoHa (Hyeon-Woo et al., FedPara, arXiv 2108.06098): ΔW = s·(w1_a·w1_b) ⊙ (w2_a·w2_b), whose rank may be the square of the factors'. w2_b starts
/// as zero.
/// </summary>
/// <remarks>
/// Of a convolution the factors are those of the weight as a matrix (out, in·height·width), or, with <see cref="UseEffectiveConv2d"/>, of a kernel of
/// rank × rank channels that two matrices widen.
/// </remarks>
public class LoHaAdapter : LycorisAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer, a Linear or a Conv2d.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    /// <exception cref="NotSupportedException">The layer is of another kind.</exception>
    protected LoHaAdapter(string name, nn.Module<Tensor, Tensor>? layer, LoHaOptions options)
        : this(LayerKinds.Of(name, layer), options)
    {
    }

    internal LoHaAdapter(AdaptedLayer layer, LoHaOptions options)
        : base(
            VariantLayers.LinearOrConvolution(layer, "LoHa"),
            options.Rank,
            options.Alpha,
            options.RankDropout,
            options.ModuleDropout,
            ShapesOf(layer, options)) =>
        UseEffectiveConv2d = options.UseEffectiveConv2d;

    /// <summary>Whether convolutions larger than 1×1 are factorized by kernel, channels in and channels out.</summary>
    public bool UseEffectiveConv2d { get; }

    /// <inheritdoc/>
    internal sealed override string Method => "LoHa";

    /// <inheritdoc/>
    internal sealed override string PeftType => PeftNames.LoHa;

    /// <inheritdoc/>
    internal sealed override bool IsTrained
    {
        get
        {
            using var scope = NewDisposeScope();
            return Registered("hada_w2_b").detach().count_nonzero().item<long>() > 0;
        }
    }

    /// <inheritdoc/>
    private protected sealed override bool ScalesRankDropout => true;

    /// <inheritdoc/>
    protected sealed override Tensor Adapt(Tensor x)
    {
        if (IsDropped())
            return Layer.Module.forward(x);
        var weight = Layer.Weight;
        if (Layer is not LinearLayer || weight.dtype != FirstFactor.dtype || x.dtype != weight.dtype)
            return OfSum(x);
        using var scope = NewDisposeScope();
        Tensor[] factors = [Registered("hada_w1_a"), Registered("hada_w1_b"), Registered("hada_w2_a"), Registered("hada_w2_b")];
        return LoHaFunction.Run(x, weight, Layer.Bias, factors, Scaling, RowsLeft(weight.dtype)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    private protected sealed override Tensor Change(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var change = Has("hada_t1")
            ? Kernel(1, type).mul(Kernel(2, type))
            : Layer.Fold(Matrix(1, type).mul(Matrix(2, type)));
        return change.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    private protected sealed override void Initialize(string name, Tensor factor)
    {
        if (name == "hada_w2_b")
            nn.init.zeros_(factor);
        else
            nn.init.kaiming_uniform_(factor, a: Math.Sqrt(5));
    }

    /// <inheritdoc/>
    private protected sealed override void RequireOptions(string path, DescribedVariant layer, VariantKeys keys) => RequireRank(path, layer, "LoHa");

    private static IReadOnlyList<(string Name, long[] Shape)> ShapesOf(AdaptedLayer layer, LoHaOptions options)
    {
        long rank = options.Rank;
        var weight = layer.Weight.shape;
        if (!options.UseEffectiveConv2d || weight.Length == 2 || weight[2..].All(size => size == 1))
        {
            return
            [
                ("hada_w1_a", [layer.OutFeatures, rank]), ("hada_w1_b", [rank, layer.InFeatures]),
                ("hada_w2_a", [layer.OutFeatures, rank]), ("hada_w2_b", [rank, layer.InFeatures]),
            ];
        }

        long[] kernel = [rank, rank, .. weight[2..]];
        return
        [
            ("hada_w1_a", [rank, weight[0]]), ("hada_w1_b", [rank, weight[1]]), ("hada_w2_a", [rank, weight[0]]), ("hada_w2_b", [rank, weight[1]]),
            ("hada_t1", kernel), ("hada_t2", kernel),
        ];
    }

    private Tensor Matrix(int index, ScalarType type) => Factor($"hada_w{index}_a", type).mm(Factor($"hada_w{index}_b", type));

    private Tensor Kernel(int index, ScalarType type) =>
        TuckerKernel.Of(Factor($"hada_t{index}", type), Factor($"hada_w{index}_a", type), Factor($"hada_w{index}_b", type));
}
