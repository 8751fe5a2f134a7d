using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Kernels;
using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRA of a fixed rank (Hu et al., arXiv 2106.09685).</summary>
public abstract class LoraAdapter : LowRankAdapter
{
#pragma warning disable CA1051 // As for A and B: to() writes the moved parameter back into the field of its name.
    /// <summary>The bias on B, (out), or <see langword="null"/>.</summary>
    protected Parameter? lora_bias;
#pragma warning restore CA1051

    private double alpha;
    private bool rankStabilized;

    private protected LoraAdapter(
        AdaptedLayer layer,
        int rank,
        double alpha,
        double dropout,
        bool rankStabilized,
        AdapterInitialization initialization,
        bool compensate,
        bool dora,
        bool hasBias)
        : base(Suited(layer, initialization, dora), rank, dropout, initialization, compensate, dora)
    {
        Rank = rank;
        (this.alpha, this.rankStabilized) = (alpha, rankStabilized);
        if (!hasBias)
            return;
        if (layer is EmbeddingLayer)
            throw new NotSupportedException($"'{layer.Name}' is an embedding, on whose B there is no bias in PEFT either: leave LoraBias out for it.");
        lora_bias = LowRankFactors.AsParameter(zeros([layer.OutFeatures], dtype: layer.FactorType, device: layer.Weight.device));
        register_parameter(nameof(lora_bias), lora_bias);
    }

    /// <summary>The rank.</summary>
    public int Rank { get; private set; }

    /// <inheritdoc/>
    public sealed override int CurrentRank => Rank;

    /// <inheritdoc/>
    public sealed override double Alpha => alpha;

    /// <inheritdoc/>
    public sealed override bool RankStabilized => rankStabilized;

    /// <summary>Whether B has a bias: y += s·b.</summary>
    internal sealed override bool HasShift => lora_bias is not null;

    /// <inheritdoc/>
    internal sealed override Tensor Shift => lora_bias!.Times(Scaling);

    /// <inheritdoc/>
    internal override bool IsProductOfFactors => !HasShift && base.IsProductOfFactors;

    /// <inheritdoc/>
    internal sealed override Tensor? BiasPart(Tensor bias, ScalarType type) => HasShift ? Shift.detach().to(type) : null;

    /// <summary>The bias on B, or <see langword="null"/>.</summary>
    internal Parameter? BiasOfB => lora_bias is null ? null : Factors[2];

    /// <inheritdoc/>
    private protected override IReadOnlyList<Parameter> RegisteredFactors => lora_bias is null ? base.RegisteredFactors : [.. base.RegisteredFactors, lora_bias];

    /// <inheritdoc/>
    internal sealed override bool TakesInitialization(int rank, int stored) => Rank != stored;

    /// <inheritdoc/>
    internal sealed override string Method => IsDora ? "DoRA" : "LoRA";

    /// <inheritdoc/>
    internal sealed override void RequireLoadable(string path, int rank, double alpha, bool rankStabilized)
    {
        if (IsOpen)
            return;
        if (rank != Rank)
            throw AdapterMismatch.Rank(path, rank, $"[Lora({Rank})]", $"[Lora({rank})]");
        AdapterMismatch.RequireScaling(path, Scaling, AdapterScaling.Of(alpha, rank, rankStabilized), alpha);
    }

    /// <summary>
    /// Values of a smaller rank are padded by zeros, so that the parameters stay, and B takes up what the scalings differ by; with those of another rank an
    /// open adapter takes rank and scaling, too.
    /// </summary>
    internal override IReadOnlyList<Tensor> FactorsFrom(Tensor a, Tensor b, Tensor? e, double scaling)
    {
        var factors = base.FactorsFrom(a, b, e, scaling);
        var missing = Rank - a.shape[0];
        Tensor[] bias = lora_bias is null ? [] : [zeros_like(lora_bias)];
        return missing <= 0
            ? [.. factors, .. bias]
            : [cat([factors[0], zeros(Layer.ShapeOfA(missing), dtype: a.dtype)], 0), cat([factors[1].mul(scaling / Scaling), zeros(Layer.ShapeOfB(missing), dtype: factors[1].dtype)], 1), .. bias];
    }

    /// <summary>What a file's bias on B is multiplied by where the adapter keeps its own scaling.</summary>
    /// <param name="rank">The rank in the file.</param>
    /// <param name="scaling">The scaling in the file.</param>
    internal double BiasFactor(int rank, double scaling) => rank < Rank ? scaling / Scaling : 1;

    /// <inheritdoc/>
    internal sealed override void OnLoaded(int rank, double alpha, bool rankStabilized)
    {
        if (IsOpen && rank >= Rank)
            (Rank, this.alpha, this.rankStabilized) = (rank, alpha, rankStabilized);
        base.OnLoaded(rank, alpha, rankStabilized);
    }

    /// <inheritdoc/>
    private protected override IReadOnlyList<long[]> ShapesAt(int rank) => lora_bias is null ? base.ShapesAt(rank) : [.. base.ShapesAt(rank), [OutFeatures]];

    /// <inheritdoc/>
    private protected override void Register(IReadOnlyList<Parameter> factors)
    {
        base.Register(factors);
        if (lora_bias is null)
            return;
        lora_bias = factors[2];
        ConditionallyRegisterParameter(nameof(lora_bias), lora_bias);
    }

    /// <inheritdoc/>
    private protected override void ResetFactors()
    {
        base.ResetFactors();
        using var untracked = no_grad();
        lora_bias?.zero_();
    }

    /// <summary>Whether no attribute has fixed rank and scaling: a file's are taken.</summary>
    private protected virtual bool IsOpen => false;

    private static AdaptedLayer Suited(AdaptedLayer layer, AdapterInitialization initialization, bool dora) =>
        dora ? layer.RequireProduct("DoRA")
        : initialization is AdapterInitialization.Original or AdapterInitialization.Gaussian ? layer
        : layer.RequireProduct($"LoRA that starts by {initialization}");
}
