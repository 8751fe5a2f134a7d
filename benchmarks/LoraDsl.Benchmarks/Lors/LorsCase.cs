using static System.FormattableString;

namespace LoraDsl.Benchmarks.Lors;

/// <summary>Sizes of the seven linear layers of a LLaMA block, sparse and adapted.</summary>
/// <param name="Rows">T, the rows of the input.</param>
/// <param name="Hidden">The block's width.</param>
/// <param name="Intermediate">The width between its last layers.</param>
/// <param name="Rank">The rank: 8, 16 or 64.</param>
/// <param name="Pattern">Which half of the weights is zero.</param>
internal sealed record LorsCase(int Rows, int Hidden, int Intermediate, int Rank, SparsePattern Pattern)
{
    public override string ToString() =>
        Invariant($"T={Rows} hidden={Hidden} intermediate={Intermediate} r={Rank} {(Pattern == SparsePattern.Half ? "50%" : "2:4")}");
}

/// <summary>Which half of the weights is zero.</summary>
internal enum SparsePattern
{
    /// <summary>Any half.</summary>
    Half,

    /// <summary>Two of every four beside each other in a row.</summary>
    TwoOfFour,
}
