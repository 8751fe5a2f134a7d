using System;

namespace LoraDsl;

/// <summary>
/// Adapts linear layers by LoRA (Hu et al., arXiv 2106.09685): y = x·Wᵀ + b + s·(x·Aᵀ)·Bᵀ with W and b frozen,
/// A (rank × in) and B (out × rank) trained. On a field it adapts that layer; on a class, every supported layer
/// field of it that has no attribute of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false)]
public sealed class LoraAttribute : Attribute
{
    /// <summary>A fixed rank for every adapter.</summary>
    /// <param name="rank">The rank, at least 1.</param>
    public LoraAttribute(int rank)
    {
        Rank = rank;
    }

    /// <summary>A rank that is found by measurement: <c>"adaptive"</c>.</summary>
    /// <param name="rank">The word <c>"adaptive"</c>.</param>
    /// <param name="budget">
    /// The ranks to share out, in total, over the adaptive adapters of this class and of its annotated children that have
    /// no budget of their own. Left out, the budget of the class that holds this one applies.
    /// </param>
    public LoraAttribute(string rank, int budget = 0)
    {
        RankWord = rank;
        Budget = budget;
    }

    /// <summary>The fixed rank; 0 when the rank is adaptive.</summary>
    public int Rank { get; }

    /// <summary><c>"adaptive"</c>, or <see langword="null"/> when the rank is fixed.</summary>
    public string? RankWord { get; }

    /// <summary>The ranks to share out; 0 when the budget stands on an enclosing model.</summary>
    public int Budget { get; }

    /// <summary>
    /// α of the scaling s = α/rank (α/√rank when <see cref="RankStabilized"/>). Left out, s is 1 at every rank.
    /// </summary>
    public double Alpha { get; set; }

    /// <summary>Probability in [0, 1) with which an element of the adapter's input is dropped in training. Default 0.</summary>
    public double Dropout { get; set; }

    /// <summary>Least rank that an adaptive adapter may get; 0 lets it vanish. Default 1.</summary>
    public int MinRank { get; set; } = 1;

    /// <summary>Greatest rank that an adaptive adapter may get. Left out, the layer's own sizes are the only limit.</summary>
    public int MaxRank { get; set; }

    /// <summary>Scale by α/√rank (Kalajdzievski, arXiv 2312.03732) instead of α/rank.</summary>
    public bool RankStabilized { get; set; }
}
