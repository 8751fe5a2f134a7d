using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Initialization;
using LoraDsl.Layers;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// LoRA whose rank is measured: the adapter has rank 0, and the layer runs alone, until ranks are shared out by
/// <c>AllocateRanks</c> or come from a file.
/// </summary>
public abstract class AdaptiveLoraAdapter : LowRankAdapter
{
    private readonly double? alpha;

    private protected AdaptiveLoraAdapter(
        AdaptedLayer layer,
        int minRank,
        int? maxRank,
        double? alpha,
        double dropout,
        bool rankStabilized,
        RankSchedule schedule,
        AdapterBudget? budget,
        AdapterInitialization initialization,
        bool compensate,
        bool dora)
        : base(layer.RequireProduct("a rank that is measured"), 0, dropout, initialization, compensate, dora)
    {
        MaxRank = Math.Min(maxRank ?? layer.FullRank, layer.FullRank);
        MinRank = Math.Min(minRank, MaxRank);
        this.alpha = alpha;
        RankStabilized = rankStabilized;
        Schedule = schedule;
        Budget = budget;
    }

    /// <summary>The rank that was given; 0 before ranks are allocated, or when the adapter was left out.</summary>
    public int Rank => StoredRank;

    /// <summary>Least rank that an allocation may give.</summary>
    public int MinRank { get; }

    /// <summary>Greatest rank that an allocation may give, at most the smaller of <see cref="LayerAdapter.InFeatures"/> and <see cref="LayerAdapter.OutFeatures"/>.</summary>
    public int MaxRank { get; }

    /// <summary>What moves the rank in training.</summary>
    public RankSchedule Schedule { get; }

    /// <summary>Whether a rank, 0 included, was given by an allocation or a file.</summary>
    public bool IsAllocated { get; private set; }

    /// <inheritdoc/>
    public sealed override int CurrentRank => StoredRank;

    /// <inheritdoc/>
    public sealed override double Alpha => alpha ?? AdapterScaling.AlphaOfUnitScaling(Rank, RankStabilized);

    /// <inheritdoc/>
    public sealed override bool RankStabilized { get; }

    /// <summary>A budget that the adapter has for itself, or <see langword="null"/> when it draws on its model's.</summary>
    internal AdapterBudget? Budget { get; }

    /// <summary>
    /// Changes the rank of an adapter that may have been trained. Growth keeps ΔW = s·B·A: the new rows of A and columns of B start as in a
    /// fresh adapter, and contribute nothing. Less rank leaves the best approximation of ΔW of that rank. While an
    /// optimizer of the model exists, call its <c>Resize</c>, which does this and carries the optimizer's state along.
    /// </summary>
    /// <remarks>
    /// Where Alpha was given, s = α/rank (α/√rank) changes with the rank; the factors are rescaled by the quotient, B alone on growth, so
    /// that ΔW keeps its value.
    /// </remarks>
    /// <param name="rank">The rank, from <see cref="MinRank"/> to <see cref="MaxRank"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rank is outside <see cref="MinRank"/> … <see cref="MaxRank"/>; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">The adapter is merged, or its values are not finite; nothing was changed.</exception>
    public void Resize(int rank)
    {
        lock (ChangeLock)
        {
            RequireResizable(rank);
            if (!IsAllocated)
                Allocate(rank);
            else if (rank != Rank)
                Adopt(Resized(rank));
        }
    }

    /// <summary>The adapter's parameters at another rank; the adapter stays as it is.</summary>
    internal RankResize Resized(int rank)
    {
        RequireResizable(rank);
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        if (Rank > 0 && !(lora_A.isfinite().all().item<bool>() && lora_B.isfinite().all().item<bool>()))
            throw new InvalidOperationException($"The adapter '{Name}' holds values that are not finite, which no other rank can keep: go back to a checkpoint.");

        var factor = Rank == 0 || rank == 0 ? 1 : ScalingAt(Rank) / ScalingAt(rank);
        var (a, b) = rank >= Rank
            ? ResizedFactors.Grow(lora_A, lora_B, Added(rank), factor)
            : ResizedFactors.Shrink(Layer, lora_A, lora_B, rank, factor);
        return new RankResize(LowRankFactors.LikeWeight(a, Layer), LowRankFactors.LikeWeight(b, Layer), factor);
    }

    /// <summary>Puts the parameters of another rank into their place.</summary>
    internal void Adopt(RankResize resized)
    {
        resized.A.requires_grad = lora_A.requires_grad;
        resized.B.requires_grad = lora_B.requires_grad;
        Adopt(resized.A, resized.B);
        IsAllocated = true;
    }

    /// <summary>Gives the adapter fresh factors of the rank; where they wait for <c>Initialize</c>, as LoRA starts.</summary>
    internal void Allocate(int rank)
    {
        if (rank != Rank)
        {
            WithdrawInitialization()?.Dispose();
            using (NewDisposeScope())
            {
                var (a, b) = LowRankFactors.Values(Layer, rank, Layer.Start);
                SetFactors(a, b);
            }

            InitializeAlone();
        }

        if (rank == 0)
            Begin(null, compensate: false);
        IsAllocated = true;
    }

    /// <inheritdoc/>
    internal sealed override bool TakesInitialization(int rank, int stored) => true;

    /// <inheritdoc/>
    internal sealed override void RequireLoadable(string path, int rank, double alpha, bool rankStabilized)
    {
        if (rank > Layer.FullRank)
            throw AdapterMismatch.Rank(path, rank, $"adaptive, for a layer of {InFeatures} inputs and {OutFeatures} outputs", "a wider layer");
        if (rank > 0 && this.alpha is not null)
            AdapterMismatch.RequireScaling(path, ScalingAt(rank), AdapterScaling.Of(alpha, rank, rankStabilized), alpha);
    }

    /// <summary>Where the attribute gives no α, whatever scaling the file has goes into B.</summary>
    internal sealed override IReadOnlyList<Tensor> FactorsFrom(Tensor a, Tensor b, Tensor? e, double scaling)
    {
        var factors = base.FactorsFrom(a, b, e, scaling);
        return alpha is not null || scaling is 0 or 1 ? factors : [factors[0], factors[1].mul(scaling)];
    }

    /// <inheritdoc/>
    internal sealed override void OnLoaded(int rank, double alpha, bool rankStabilized)
    {
        base.OnLoaded(rank, alpha, rankStabilized);
        IsAllocated = true;
    }

    /// <inheritdoc/>
    internal sealed override void RequireInitializer(string path, IAdapterInitializer initializer)
    {
        base.RequireInitializer(path, initializer);
        if (!IsAllocated)
            throw new InvalidOperationException($"The adaptive adapter '{path}' has no rank to start with yet: call Lora.AllocateRanks(…) first.");
    }

    /// <inheritdoc/>
    private protected sealed override double InitialScaling(int rank) => ScalingAt(rank);

    private void RequireResizable(int rank)
    {
        RequireUnmerged("change the rank of");
        if (rank < MinRank || rank > MaxRank)
        {
            throw new ArgumentOutOfRangeException(
                nameof(rank), rank, $"The adapter '{Name}' takes ranks from {MinRank} to {MaxRank}: set MinRank or MaxRank on its attribute for others.");
        }
    }

    /// <summary>
    /// Components that bring the adapter up to a rank and add nothing: A goes on as the initializer would have it at that rank, B is zero. What
    /// comes from batches, which are gone, and rows that would be zero as well start as the layer's kind does.
    /// </summary>
    private (Tensor A, Tensor B) Added(int rank)
    {
        var count = rank - Rank;
        if (count > 0 && Initializer is { Needs: not (InitializerNeeds.Gradient or InitializerNeeds.Inputs or InitializerNeeds.Covariance) } initializer)
        {
            var rows = InitialValues(initializer, rank).A.narrow(0, Rank, count);
            if (rows.flatten(1).ne(0).any(1).all().item<bool>())
                return (rows, zeros(Layer.ShapeOfB(count), dtype: rows.dtype, device: rows.device));
        }

        return LowRankFactors.Values(Layer, count, Layer.Start);
    }

    /// <inheritdoc/>
    internal sealed override string Method => IsDora ? "adaptive DoRA" : "adaptive LoRA";

    /// <inheritdoc/>
    internal sealed override void Save(SavedState state)
    {
        base.Save(state);
        state.Write("allocated", IsAllocated ? 1 : 0);
    }

    /// <inheritdoc/>
    private protected sealed override void RequireFit(string path, SavedState state, int rank) => _ = state.ReadFlag("allocated");

    /// <inheritdoc/>
    internal sealed override void Load(SavedState state)
    {
        base.Load(state);
        IsAllocated = state.ReadFlag("allocated");
    }

    /// <inheritdoc/>
    private protected sealed override bool HoldsRank(int rank) => rank <= Layer.FullRank;

    private double ScalingAt(int rank) =>
        AdapterScaling.Of(alpha ?? AdapterScaling.AlphaOfUnitScaling(rank, RankStabilized), rank, RankStabilized);
}
