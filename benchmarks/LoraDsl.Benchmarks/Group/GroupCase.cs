using static System.FormattableString;

namespace LoraDsl.Benchmarks.Group;

/// <summary>Sizes of three linear layers that read one input.</summary>
/// <param name="Rows">T, the rows of the input.</param>
/// <param name="Width">Size of the input and of each output.</param>
internal sealed record GroupCase(int Rows, int Width)
{
    /// <summary>The rank of each adapter.</summary>
    public const int Rank = 8;

    public override string ToString() => Invariant($"T={Rows} width={Width} 3 layers r={Rank} float32");
}
