using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Initialization;
using LoraDsl.Kernels;
using LoraDsl.Layers;
using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// LoRS (Hu et al., arXiv 2501.08582): the layer runs with W̃ = (W + s·B·A) ⊙ (W ≠ 0), so that what is zero in W stays zero in
/// training and after merging. W̃ is formed anew in the forward and in the backward pass and kept in neither.
/// </summary>
public abstract class LorsAdapter : LowRankAdapter
{
    /// <summary>A smaller share of zeros than this is chance, not pruning.</summary>
    private const double LeastSparsity = 0.01;

    private protected LorsAdapter(
        AdaptedLayer layer, int rank, double alpha, bool rankStabilized, LorsMode mode, AdapterInitialization initialization)
        : base(layer.RequireProduct("LoRS"), rank, dropout: 0, initialization)
    {
        Rank = rank;
        Alpha = alpha;
        RankStabilized = rankStabilized;
        Mode = mode;
    }

    /// <summary>The rank.</summary>
    public int Rank { get; }

    /// <summary>Which gradient the adapter trains by.</summary>
    public LorsMode Mode { get; }

    /// <inheritdoc/>
    public sealed override int CurrentRank => Rank;

    /// <inheritdoc/>
    public sealed override double Alpha { get; }

    /// <inheritdoc/>
    public sealed override bool RankStabilized { get; }

    /// <summary>The share of the layer's weight that is zero, from 0 to 1.</summary>
    public double Sparsity
    {
        get
        {
            using var scope = NewDisposeScope();
            return 1 - ((double)Layer.Weight.detach().count_nonzero().item<long>() / Layer.Weight.numel());
        }
    }

    /// <inheritdoc/>
    internal sealed override string Method => "LoRS";

    /// <inheritdoc/>
    internal sealed override bool IsProductOfFactors => false;

    /// <inheritdoc/>
    internal sealed override string? WarningAt(string path) => Sparsity >= LeastSparsity ? null : Invariant(
        $"The layer '{path}' is dense ({100 * Sparsity:0.##} % of its weight is zero): [Lors] keeps the zeros that there are, and is here a [Lora] at a higher price. Prune the layer or load the pruned checkpoint before the optimizer is made, or declare it as [Lora({Rank})].");

    /// <inheritdoc/>
    internal sealed override void RequireLoadable(string path, int rank, double alpha, bool rankStabilized)
    {
        if (rank != Rank)
            throw AdapterMismatch.Rank(path, rank, $"[Lors({Rank})]", $"[Lors({rank})]");
        AdapterMismatch.RequireScaling(path, Scaling, AdapterScaling.Of(alpha, rank, rankStabilized), alpha);
    }

    /// <inheritdoc/>
    internal sealed override void RequireInitializer(string path, IAdapterInitializer initializer)
    {
        base.RequireInitializer(path, initializer);
        if (initializer.ChangesModel)
            throw new InvalidOperationException($"'{path}' is adapted by LoRS, which reads its mask from the weight, and compensating the base for \"{initializer.Name}\" would move zeros: take an initializer that leaves B zero.");
    }

    /// <summary>The product with W̃ is the whole pass, and the layer's own, which others have begun, is for nothing.</summary>
    internal sealed override Tensor Hooked(Tensor input, Tensor output) => Pass(input);

    /// <summary>What W̃ gives beyond W.</summary>
    internal sealed override Tensor Part(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Layer.Run(input, input.shape, Adapt).sub(Layer.Module.forward(input)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal sealed override Tensor WeightPart(Tensor weight, ScalarType type) => base.WeightPart(weight, type).ZeroWhereZero(weight);

    /// <summary>W̃: what the unmerged layer runs with, bit for bit.</summary>
    internal sealed override Tensor MergedWeight(Tensor weight)
    {
        var merged = MaskedMerge.Merge(weight, lora_A, lora_B, Scaling);
        var filled = merged.ne(0).logical_and_(weight.eq(0)).count_nonzero().item<long>();
        return filled == 0
            ? merged
            : throw new InvalidOperationException($"Merging the adapter '{Name}' would fill {filled} zeros of its layer; nothing was changed.");
    }
}
