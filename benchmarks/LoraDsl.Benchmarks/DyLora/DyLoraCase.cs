using static System.FormattableString;

namespace LoraDsl.Benchmarks.DyLora;

/// <summary>Sizes of one adapted linear layer that works at rank 8.</summary>
/// <param name="Rows">T, the rows of the input.</param>
/// <param name="In">Size of the input.</param>
/// <param name="Out">Size of the output.</param>
internal sealed record DyLoraCase(int Rows, int In, int Out)
{
    public override string ToString() => Invariant($"T={Rows} in={In} out={Out} r=8 float32");
}
