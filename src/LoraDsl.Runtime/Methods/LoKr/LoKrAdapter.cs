using LoraDsl.Formats.Peft;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// LoKr (Yeh et al., LyCORIS, arXiv 2309.14859): ΔW = s·W1 ⊗ W2, a Kronecker product of a small matrix and one of the rest of the weight's size, which
/// is a product of two of low rank where that has fewer values. W1 starts as zero.
/// </summary>
/// <remarks>Of a linear layer the product with x is formed by W1 and W2 one after the other, and ΔW never is.</remarks>
public class LoKrAdapter : LycorisAdapter
{
    private readonly LoKrShape shape;

    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer, a Linear or a Conv2d.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    /// <exception cref="NotSupportedException">The layer is of another kind.</exception>
    protected LoKrAdapter(string name, nn.Module<Tensor, Tensor>? layer, LoKrOptions options)
        : this(LayerKinds.Of(name, layer), options)
    {
    }

    internal LoKrAdapter(AdaptedLayer layer, LoKrOptions options)
        : this(VariantLayers.LinearOrConvolution(layer, "LoKr"), options, LoKrShape.Of(layer, options.DecomposeFactor))
    {
    }

    private LoKrAdapter(AdaptedLayer layer, LoKrOptions options, LoKrShape shape)
        : base(layer, options.Rank, options.Alpha, options.RankDropout, options.ModuleDropout, shape.Factors(options))
    {
        this.shape = shape;
        (DecomposeBoth, DecomposeFactor, UseEffectiveConv2d) = (options.DecomposeBoth, options.DecomposeFactor, options.UseEffectiveConv2d);
        RankDropoutScale = options.RankDropoutScale;
    }

    /// <summary>Whether the left matrix is a product of low rank as well, where that has fewer values.</summary>
    public bool DecomposeBoth { get; }

    /// <summary>The size that the left matrix is to have at most; −1 splits sizes near their root.</summary>
    public int DecomposeFactor { get; }

    /// <summary>Whether convolutions larger than 1×1 are factorized by kernel, channels in and channels out.</summary>
    public bool UseEffectiveConv2d { get; }

    /// <summary>Whether the rows that rank dropout leaves are multiplied so that their sum stays what it was.</summary>
    public bool RankDropoutScale { get; }

    /// <inheritdoc/>
    internal sealed override string Method => "LoKr";

    /// <inheritdoc/>
    internal sealed override string PeftType => PeftNames.LoKr;

    /// <inheritdoc/>
    internal sealed override bool IsTrained
    {
        get
        {
            using var scope = NewDisposeScope();
            return Registered(First).detach().count_nonzero().item<long>() > 0;
        }
    }

    /// <inheritdoc/>
    private protected sealed override bool ScalesRankDropout => RankDropoutScale;

    private string First => Has("lokr_w1") ? "lokr_w1" : "lokr_w1_a";

    /// <inheritdoc/>
    protected sealed override Tensor Adapt(Tensor x)
    {
        if (IsDropped())
            return Layer.Module.forward(x);
        if (shape.Kernel.Length > 0)
            return OfSum(x);
        using var scope = NewDisposeScope();
        return Layer.Module.forward(x).add_(PartOf(x)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    private protected sealed override Tensor PartOf(Tensor input)
    {
        if (shape.Kernel.Length > 0)
            return base.PartOf(input);
        using var scope = NewDisposeScope();
        var part = KroneckerProduct.Apply(input.reshape(-1, InFeatures), shape, Left(input.dtype).mul(Scaling), Right(input.dtype));
        if (RowsLeft(part.dtype) is { } left)
            part = part.mul(left);
        return part.view([.. input.shape[..^1], OutFeatures]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    private protected sealed override Tensor Change(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var right = Has("lokr_t2") ? TuckerKernel.Of(Factor("lokr_t2", type), Factor("lokr_w2_a", type), Factor("lokr_w2_b", type))
            : Right(type) is { B: { } b, A: var a } ? a.mm(b)
            : Factor("lokr_w2", type);
        return KroneckerProduct.Of(shape, Left(type), right).view(Layer.Weight.shape).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    private protected sealed override void Initialize(string name, Tensor factor)
    {
        if (name == First)
            nn.init.zeros_(factor);
        else
            nn.init.kaiming_uniform_(factor, a: Math.Sqrt(5));
    }

    /// <inheritdoc/>
    private protected sealed override void RequireOptions(string path, DescribedVariant layer, VariantKeys keys) => RequireRank(path, layer, "LoKr");

    private Tensor Left(ScalarType type) =>
        Has("lokr_w1") ? Factor("lokr_w1", type) : Factor("lokr_w1_a", type).mm(Factor("lokr_w1_b", type));

    // W2, or its factors.
    private (Tensor A, Tensor? B) Right(ScalarType type) =>
        Has("lokr_w2") ? (Factor("lokr_w2", type), null) : (Factor("lokr_w2_a", type), Factor("lokr_w2_b", type));
}
