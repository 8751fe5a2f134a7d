using static System.FormattableString;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>Sizes of one adapted linear layer.</summary>
/// <param name="Rows">T, the rows of the input.</param>
/// <param name="In">Size of the input.</param>
/// <param name="Out">Size of the output.</param>
/// <param name="Rank">The rank, 8 or 16.</param>
internal sealed record LinearCase(int Rows, int In, int Out, int Rank)
{
    public override string ToString() => Invariant($"T={Rows} in={In} out={Out} r={Rank} float32");
}
