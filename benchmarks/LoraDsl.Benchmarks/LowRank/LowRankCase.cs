using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.LowRank;

/// <summary>Sizes of the low-rank part of one linear layer.</summary>
/// <param name="Rows">T, the rows of the input.</param>
/// <param name="In">Size of the input.</param>
/// <param name="Out">Size of the output.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Type">Type of the input and the output; the factors are float32.</param>
internal sealed record LowRankCase(int Rows, int In, int Out, int Rank, ScalarType Type = ScalarType.Float32)
{
    public override string ToString() => Invariant($"T={Rows} in={In} out={Out} r={Rank} {(Type == ScalarType.Float32 ? "float32" : "bfloat16")}");
}
