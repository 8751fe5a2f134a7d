using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Forward;
using LoraDsl.Initialization;
using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// AdaLoRA (Zhang et al., arXiv 2303.10512): ΔW = s·P·Λ·Q with a diagonal Λ. Training masks the least important of its triplets, a column
/// of P, a value of Λ and a row of Q each, until all adapters under a budget have as many left as it allows.
/// </summary>
/// <remarks>Q is <c>lora_A</c>, P is <c>lora_B</c>, and Λ is <c>lora_E</c>, as a column: the names that PEFT has for them.</remarks>
public abstract partial class AdaLoraAdapter : LowRankAdapter
{
    private const double StartDeviation = 0.02;

#pragma warning disable CA1051 // As for A and B: to() writes the moved parameter back into the field of its name.
    /// <summary>Λ: (rank, 1).</summary>
    protected Parameter lora_E;
#pragma warning restore CA1051

    private readonly double scaling;
    private bool[] live;

    private protected AdaLoraAdapter(
        AdaptedLayer layer, int initialRank, int minRank, int? maxRank, double? alpha, double dropout, bool rankStabilized, AdapterBudget? budget)
        : base(layer.RequireProduct("AdaLoRA"), Start(layer, Math.Min(initialRank, CapOf(layer, maxRank))), dropout)
    {
        MaxRank = CapOf(layer, maxRank);
        MinRank = Math.Min(minRank, StoredRank);
        DeclaredInitialRank = initialRank;
        Alpha = alpha ?? AdapterScaling.AlphaOfUnitScaling(initialRank, rankStabilized);
        RankStabilized = rankStabilized;
        Budget = budget;
        scaling = AdapterScaling.Of(Alpha, initialRank, rankStabilized);
        lora_E = LowRankFactors.AsParameter(zeros(StoredRank, 1, dtype: lora_A.dtype, device: lora_A.device));
        register_parameter(nameof(lora_E), lora_E);
        live = AllLive(StoredRank);
    }

    /// <summary>Triplets that are not masked. Before training it is the initial rank.</summary>
    public int Rank => live.Count(isLive => isLive);

    /// <summary>Triplets that there are parameters for, those that are masked included.</summary>
    public int StoredTriplets => StoredRank;

    /// <summary>Triplets that training leaves at least.</summary>
    public int MinRank { get; }

    /// <summary>Greatest rank, at most the smaller of <see cref="LayerAdapter.InFeatures"/> and <see cref="LayerAdapter.OutFeatures"/>; training starts with no more.</summary>
    public int MaxRank { get; }

    /// <inheritdoc/>
    public sealed override int CurrentRank => Rank;

    /// <summary>α of the scaling, at the initial rank of the attribute: s is the same at every rank.</summary>
    public sealed override double Alpha { get; }

    /// <inheritdoc/>
    public sealed override bool RankStabilized { get; }

    /// <summary>The scaling s, of the initial rank: masking a triplet does not change the others' part. 0 when all are masked.</summary>
    public sealed override double Scaling => Rank == 0 ? 0 : scaling;

    /// <summary>Triplets that are not masked, and those that training has moved since they were.</summary>
    internal sealed override int EffectiveRank => Effective().Length;

    /// <inheritdoc/>
    internal sealed override (double Alpha, bool RankStabilized) EffectiveAlpha => (scaling * EffectiveRank, false);

    /// <summary>A budget that the adapter has for itself, or <see langword="null"/> when it draws on its model's.</summary>
    internal AdapterBudget? Budget { get; }

    /// <summary>The initial rank of the attribute, before the layer's sizes and the greatest rank limited it.</summary>
    internal int DeclaredInitialRank { get; }

    /// <summary>The scaling s, whatever is masked.</summary>
    internal double TripletScaling => scaling;

    /// <summary>For each stored triplet, whether it is not masked.</summary>
    internal IReadOnlyList<bool> Live => live;

    /// <summary>Whether masked triplets are out for good.</summary>
    internal bool IsFinal { get; set; }

    /// <summary>The options of the last optimizer, for files; none before there was one.</summary>
    internal AdaLoraOptions? TrainedWith { get; set; }

    /// <summary>Λ.</summary>
    internal Parameter E => Factors[2];

    /// <inheritdoc/>
    private protected sealed override IReadOnlyList<Parameter> RegisteredFactors => [lora_A, lora_B, lora_E];

    /// <summary>Masks all triplets but some; a masked one has λ = 0, exactly.</summary>
    /// <param name="kept">For each stored triplet, whether it stays.</param>
    internal void Mask(IReadOnlyList<bool> kept)
    {
        live = [.. kept];
        ZeroMasked();
    }

    /// <summary>Puts λ of the masked triplets back to zero.</summary>
    internal void ZeroMasked()
    {
        if (Rank == StoredRank)
            return;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var masked = tensor(Array.ConvertAll(live, isLive => !isLive)).to(lora_E.device).view(-1, 1);
        lora_E.masked_fill_(masked, 0);
    }

    /// <summary>Indices of the triplets that are not masked, where the parameters are.</summary>
    internal Tensor LiveIndices() =>
        tensor(live.Index().Where(entry => entry.Item).Select(entry => (long)entry.Index).ToArray(), ScalarType.Int64).to(lora_E.device);

    /// <summary>
    /// Indices of the triplets that take part in the forward pass: between two allocations training moves λ of those that are masked, so
    /// that they may come back.
    /// </summary>
    internal long[] Effective()
    {
        using var scope = NewDisposeScope();
        var lambda = lora_E.detach().to(ScalarType.Float64).cpu().data<double>().ToArray();
        return [.. lambda.Index().Where(entry => live[entry.Index] || entry.Item != 0).Select(entry => (long)entry.Index)];
    }

    /// <summary>Takes parameters that hold some of the triplets.</summary>
    /// <param name="factors">Q, P and Λ.</param>
    /// <param name="kept">The triplets.</param>
    internal void Adopt(IReadOnlyList<Parameter> factors, long[] kept)
    {
        Adopt(factors);
        live = Array.ConvertAll(kept, triplet => live[triplet]);
    }

    /// <summary>Q, P and Λ of the triplets that take part in the forward pass; to be disposed by the caller's scope.</summary>
    internal IReadOnlyList<Tensor> EffectiveFactors()
    {
        var indices = tensor(Effective(), ScalarType.Int64).to(lora_E.device);
        return
        [
            lora_A.detach().index_select(0, indices),
            lora_B.detach().index_select(1, indices),
            lora_E.detach().index_select(0, indices),
        ];
    }

    /// <summary>Q, and P·Λ in float32 at least: what is left to scale by s alone.</summary>
    internal sealed override (Tensor A, Tensor B) CurrentFactors()
    {
        var factors = EffectiveFactors();
        var p = factors[1];
        var wide = p.dtype == ScalarType.Float64 ? p.dtype : ScalarType.Float32;
        return (factors[0], p.to(wide).mul(Layer.AlongRanksOfB(factors[2])));
    }

    /// <summary>With B = s·P·Λ a pass is LoRA's; autograd carries the gradient of B on to P and Λ.</summary>
    internal sealed override (Tensor A, Tensor B, double Scaling) FactorsOfPass() =>
        (lora_A, TripletFactor.Of(lora_B, lora_E, scaling), 1);

    /// <inheritdoc/>
    internal sealed override void RequireLoadable(string path, int rank, double alpha, bool rankStabilized)
    {
        if (rank > Layer.FullRank)
            throw AdapterMismatch.Rank(path, rank, $"adaptive, for a layer of {InFeatures} inputs and {OutFeatures} outputs", "a wider layer");
    }

    /// <summary>Whatever scaling the file has goes into Λ. A file without Λ has it in B.</summary>
    internal sealed override IReadOnlyList<Tensor> FactorsFrom(Tensor a, Tensor b, Tensor? e, double scaling)
    {
        var lambda = e?.detach().clone() ?? ones(a.shape[0], 1, dtype: b.dtype);
        return [a, b, scaling == TripletScaling ? lambda : lambda.mul_(scaling / TripletScaling)];
    }

    /// <inheritdoc/>
    internal sealed override void OnLoaded(int rank, double alpha, bool rankStabilized)
    {
        base.OnLoaded(rank, alpha, rankStabilized);
        live = AllLive(StoredRank);
        IsFinal = false;
    }

    /// <inheritdoc/>
    private protected sealed override void Register(IReadOnlyList<Parameter> factors)
    {
        base.Register(factors);
        lora_E = factors[2];
        ConditionallyRegisterParameter(nameof(lora_E), lora_E);
    }

    /// <summary>As many triplets as training starts with.</summary>
    private protected sealed override void ResetFactors()
    {
        var (q, p) = Start(Layer, Math.Min(DeclaredInitialRank, MaxRank));
        Adopt(q, p, LowRankFactors.AsParameter(zeros(q.shape[0], 1, dtype: q.dtype, device: q.device)));
        live = AllLive(StoredRank);
        IsFinal = false;
        TrainedWith = null;
    }

    /// <inheritdoc/>
    internal sealed override void RequireInitializer(string path, IAdapterInitializer initializer) => throw new InvalidOperationException(
        $"'{path}' is adapted by AdaLoRA, whose P, Λ and Q have a start of their own: initialize the other adapters one by one, by Lora.….Initialize(…).");

    private static bool[] AllLive(int count)
    {
        var all = new bool[count];
        Array.Fill(all, true);
        return all;
    }

    private static int CapOf(AdaptedLayer layer, int? maxRank) => Math.Min(maxRank ?? layer.FullRank, layer.FullRank);

    private static (Parameter A, Parameter B) Start(AdaptedLayer layer, int rank) => LowRankFactors.Create(layer, rank, (a, b) =>
    {
        nn.init.normal_(a, 0, StartDeviation);
        nn.init.normal_(b, 0, StartDeviation);
    });
}
