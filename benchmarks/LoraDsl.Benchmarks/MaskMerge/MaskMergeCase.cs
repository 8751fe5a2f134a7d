using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.MaskMerge;

/// <summary>Sizes of one masked merge, half of the weight being zero.</summary>
/// <param name="Out">Rows of the weight.</param>
/// <param name="In">Columns of the weight.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Type">Type of the weight and the factors.</param>
internal sealed record MaskMergeCase(int Out, int In, int Rank, ScalarType Type)
{
    public override string ToString() => Invariant($"out={Out} in={In} r={Rank} {(Type == ScalarType.Float32 ? "float32" : "bfloat16")}");
}
