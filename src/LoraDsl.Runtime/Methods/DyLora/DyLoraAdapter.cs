using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Initialization;
using LoraDsl.Layers;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// DyLoRA (Valipour et al., arXiv 2210.07558): each training step works at a rank b drawn from a range, on
/// the first b rows of A and columns of B, so that any rank of the range serves afterwards.
/// </summary>
public abstract class DyLoraAdapter : LowRankAdapter
{
    private readonly int declaredMaxRank;
    private int rank;
    private int drawnRank;
    private (Tensor A, Tensor B)? beforeStep;

    private protected DyLoraAdapter(
        AdaptedLayer layer,
        int minRank,
        int maxRank,
        double alpha,
        double dropout,
        DyLoraMode mode,
        DyLoraSampling sampling,
        AdapterInitialization initialization,
        bool dora)
        : base(layer.RequireProduct("DyLoRA"), maxRank, dropout, initialization, dora: dora)
    {
        MinRank = minRank;
        declaredMaxRank = maxRank;
        Alpha = alpha;
        Mode = mode;
        Sampling = sampling;
        rank = maxRank;
        drawnRank = maxRank;
    }

    /// <summary>Least rank of the range.</summary>
    public int MinRank { get; }

    /// <summary>Greatest rank that there are parameters for: the range's, or that of a loaded file trimmed to less.</summary>
    public int MaxRank => StoredRank;

    /// <summary>What a training step updates.</summary>
    public DyLoraMode Mode { get; }

    /// <summary>How the rank of a training step is drawn.</summary>
    public DyLoraSampling Sampling { get; }

    /// <summary>
    /// The rank at which the adapter answers in evaluation mode. Setting it costs nothing, needs no retraining, and lasts through
    /// <c>train()</c> and <c>eval()</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rank is outside <see cref="MinRank"/> … <see cref="MaxRank"/>.</exception>
    /// <exception cref="InvalidOperationException">The adapter is merged.</exception>
    public int Rank
    {
        get => rank;
        set
        {
            RequireRank(value);
            rank = value;
        }
    }

    /// <inheritdoc/>
    public sealed override int CurrentRank => rank;

    /// <inheritdoc/>
    public sealed override double Alpha { get; }

    /// <summary>Rank of the forward pass that is running: the drawn one in training, <see cref="Rank"/> otherwise.</summary>
    protected internal int ActiveRank => training ? drawnRank : rank;

    /// <summary>
    /// First row of A and column of B that a frozen step at <see cref="ActiveRank"/> trains. The least rank trains all of its rows:
    /// nothing below it is ever drawn.
    /// </summary>
    protected internal int FirstTrainedRow => FirstRowTrainedAt(ActiveRank);

    /// <summary>The scaling α/b at <see cref="ActiveRank"/>.</summary>
    protected internal double ActiveScaling => AdapterScaling.Of(Alpha, ActiveRank, rankStabilized: false);

    /// <summary>The rank in evaluation mode and the one that was drawn for training, for a pass that is run again as it was.</summary>
    internal (int Evaluation, int Training) PassRanks
    {
        get => (rank, drawnRank);
        set => (rank, drawnRank) = value;
    }

    /// <inheritdoc/>
    internal sealed override string Method => IsDora ? "DyLoRA of DoRA" : "DyLoRA";

    /// <inheritdoc/>
    internal sealed override string StepDuty => "draw a rank for each step, so that only the greatest is trained";

    /// <summary>Throws when the rank cannot be selected.</summary>
    internal void RequireRank(int value)
    {
        if (value < MinRank || value > MaxRank)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), value, $"The adapter '{Name}' was made for ranks {MinRank} to {MaxRank}.");
        }

        RequireUnmerged("change the rank of");
    }

    /// <summary>Sets the rank of the next training step.</summary>
    /// <param name="position">
    /// A number in [0, 1), even over that interval: the point of the distribution at which the rank is read off, so that adapters of the
    /// same range and sampling get the same rank from one draw.
    /// </param>
    internal void DrawRank(double position)
    {
        var ranks = MaxRank - MinRank + 1;
        drawnRank = MinRank + (Sampling == DyLoraSampling.Uniform ? (int)(position * ranks) : Geometric(position, ranks));
    }

    /// <summary>Keeps what a frozen step must not move: momentum and weight decay would move it.</summary>
    internal void BeforeStep()
    {
        if (Mode != DyLoraMode.Frozen)
            return;
        using var scope = NewDisposeScope();
        beforeStep = (
            lora_A.detach().clone().DetachFromDisposeScope(),
            lora_B.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>Puts back, bit for bit, the rows and columns that the step was not to train.</summary>
    internal void AfterStep()
    {
        if (beforeStep is not var (a, b))
            return;
        using (a)
        using (b)
        using (NewDisposeScope())
        using (no_grad())
        {
            var first = FirstRowTrainedAt(drawnRank);
            Restore(lora_A, a, dimension: 0, 0, first);
            Restore(lora_A, a, dimension: 0, drawnRank, MaxRank);
            Restore(lora_B, b, dimension: 1, 0, first);
            Restore(lora_B, b, dimension: 1, drawnRank, MaxRank);
        }

        beforeStep = null;
    }

    /// <inheritdoc/>
    internal sealed override (Tensor A, Tensor B) CurrentFactors() =>
        (lora_A.detach().narrow(0, 0, rank), lora_B.detach().narrow(1, 0, rank));

    /// <inheritdoc/>
    internal sealed override void RequireLoadable(string path, int rank, double alpha, bool rankStabilized)
    {
        if (rank < MinRank || rank > declaredMaxRank)
        {
            var needed = $"[DyLora({Math.Min(rank, MinRank)}, {Math.Max(rank, declaredMaxRank)})]";
            throw AdapterMismatch.Rank(path, rank, $"[DyLora({MinRank}, {declaredMaxRank})]", needed);
        }

        AdapterMismatch.RequireScaling(
            path, AdapterScaling.Of(Alpha, rank, rankStabilized: false), AdapterScaling.Of(alpha, rank, rankStabilized), alpha);
    }

    /// <summary>Selects the greatest rank that the file has parameters for.</summary>
    internal sealed override void OnLoaded(int rank, double alpha, bool rankStabilized)
    {
        base.OnLoaded(rank, alpha, rankStabilized);
        this.rank = drawnRank = MaxRank;
    }

    /// <inheritdoc/>
    internal sealed override void RequireInitializer(string path, IAdapterInitializer initializer)
    {
        base.RequireInitializer(path, initializer);
        if (initializer.ChangesModel)
            throw new InvalidOperationException($"'{path}' is adapted by DyLoRA, whose ranks share one base that can be compensated for \"{initializer.Name}\" at one of them only: take an initializer that leaves B zero.");
    }

    /// <inheritdoc/>
    internal sealed override void Save(SavedState state)
    {
        base.Save(state);
        state.Write("ranks", rank, drawnRank);
    }

    /// <inheritdoc/>
    private protected sealed override void RequireFit(string path, SavedState state, int rank)
    {
        var saved = state.ReadWholeNumbers("ranks");
        if (saved.Count != 2 || !saved.All(chosen => chosen >= MinRank && chosen <= rank))
            throw new InvalidDataException($"The saved adapter of '{path}' has the ranks ({string.Join(", ", saved)}): they are two from {MinRank} to {rank}, so the state is damaged.");
    }

    /// <inheritdoc/>
    internal sealed override void Load(SavedState state)
    {
        var ranks = state.ReadWholeNumbers("ranks");
        base.Load(state);
        (rank, drawnRank) = ((int)ranks[0], (int)ranks[1]);
    }

    /// <inheritdoc/>
    private protected sealed override bool HoldsRank(int rank) => rank >= MinRank && rank <= declaredMaxRank;

    /// <summary>A frozen step's earlier rows and columns are cut off from autograd's graph: they take part, and get a gradient of zero.</summary>
    internal sealed override (Tensor A, Tensor B, double Scaling) FactorsOfPass()
    {
        var (active, first) = (ActiveRank, training && Mode == DyLoraMode.Frozen ? FirstTrainedRow : 0);
        return (Prefix(lora_A, dimension: 0, first, active), Prefix(lora_B, dimension: 1, first, active), ActiveScaling);
    }

    private static Tensor Prefix(Tensor factor, int dimension, int trainedFrom, int end)
    {
        var trained = factor.narrow(dimension, trainedFrom, end - trainedFrom);
        return trainedFrom == 0 ? trained : cat([factor.detach().narrow(dimension, 0, trainedFrom), trained], dimension);
    }

    private int FirstRowTrainedAt(int trainedRank) => trainedRank == MinRank ? 0 : trainedRank - 1;

    // P(i) = 2^-(i+1) / (1 - 2^-n) for i in 0 … n - 1: a geometric distribution cut off at the range, read off at its inverse.
    private static int Geometric(double position, int count)
    {
        var index = (int)Math.Floor(-Math.Log2(1 - (position * (1 - Math.Pow(2, -count)))));
        return Math.Min(index, count - 1);
    }

    private static void Restore(Tensor parameter, Tensor kept, int dimension, int from, int to)
    {
        if (to > from)
            parameter.narrow(dimension, from, to - from).copy_(kept.narrow(dimension, from, to - from));
    }
}
