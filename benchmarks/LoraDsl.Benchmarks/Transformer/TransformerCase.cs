using System.Text.Json.Nodes;
using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>A transformer's sizes; every projection is adapted at rank <see cref="Rank"/>.</summary>
/// <param name="Batch">Sequences.</param>
/// <param name="Tokens">Tokens of a sequence.</param>
/// <param name="Width">Size of a token.</param>
/// <param name="Hidden">Size of the MLP's hidden layer.</param>
/// <param name="Heads">Attention heads; a divisor of <paramref name="Width"/>.</param>
/// <param name="Depth">Blocks.</param>
/// <param name="Type">Type of the layers.</param>
internal sealed record TransformerCase(
    int Batch, int Tokens, int Width, int Hidden, int Heads, int Depth = 1, ScalarType Type = ScalarType.Float32)
{
    public const int Rank = 16;

    public const int Alpha = 32;

    public const double Scaling = (double)Alpha / Rank;

    /// <summary>Bytes as tokens.</summary>
    public const int Vocabulary = 256;

    /// <summary>How far results may be apart by rounding, relative to the largest.</summary>
    public double Tolerance => Type == ScalarType.Float32 ? 2e-3 : 6e-2;

    /// <summary>The sizes as Python/transformer.py takes them.</summary>
    /// <param name="method">A method of Python/lora_layers.py.</param>
    /// <param name="device">Where the tensors are.</param>
    /// <param name="training">Whether a whole training step is wanted, or one block's forward and backward.</param>
    public JsonObject Settings(string method, Device device, bool training)
    {
        var settings = new JsonObject
        {
            ["method"] = method,
            ["batch"] = Batch,
            ["tokens"] = Tokens,
            ["width"] = Width,
            ["hidden"] = Hidden,
            ["heads"] = Heads,
            ["rank"] = Rank,
            ["type"] = TypeName,
            ["scaling"] = Scaling,
            ["device"] = device.ToString(),
        };
        if (training)
            (settings["depth"], settings["vocabulary"]) = (Depth, Vocabulary);
        return settings;
    }

    public override string ToString() =>
        Invariant($"batch={Batch} tokens={Tokens} width={Width} hidden={Hidden} depth={Depth} r={Rank} {TypeName}");

    private string TypeName => Type == ScalarType.Float32 ? "float32" : "bfloat16";
}
