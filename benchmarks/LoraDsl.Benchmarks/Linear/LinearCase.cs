using System.Text.Json.Nodes;
using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>Sizes of one adapted linear layer.</summary>
/// <param name="Rows">T, the rows of the input.</param>
/// <param name="In">Size of the input.</param>
/// <param name="Out">Size of the output.</param>
/// <param name="Rank">The rank, one of those that <see cref="AdaptedLayer.Of"/> has a class for.</param>
/// <param name="Type">Type of the layer and its input.</param>
/// <param name="Dropout">Probability of dropping an element of the adapter's input.</param>
/// <param name="Bias">Whether the layer has a bias.</param>
internal sealed record LinearCase(
    int Rows, int In, int Out, int Rank, ScalarType Type = ScalarType.Float32, double Dropout = 0, bool Bias = true)
{
    public const double Scaling = 2;

    /// <summary>How far results may be apart by rounding, relative to the largest.</summary>
    public double Tolerance => Type == ScalarType.Float32 ? 1e-3 : 3e-2;

    /// <summary>The sizes as Python/linear.py takes them.</summary>
    /// <param name="method">A method of Python/lora_layers.py.</param>
    /// <param name="device">Where the tensors are.</param>
    public JsonObject Settings(string method, Device device) => new()
    {
        ["method"] = method,
        ["rows"] = Rows,
        ["in"] = In,
        ["out"] = Out,
        ["rank"] = Rank,
        ["type"] = TypeName,
        ["dropout"] = Dropout,
        ["bias"] = Bias,
        ["scaling"] = Scaling,
        ["device"] = device.ToString(),
    };

    public override string ToString() =>
        Invariant($"T={Rows} in={In} out={Out} r={Rank} {TypeName}") + (Dropout == 0 ? "" : Invariant($" dropout={Dropout}"));

    private string TypeName => Type == ScalarType.Float32 ? "float32" : "bfloat16";
}
