using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Models;

/// <summary>A batch of sentences.</summary>
/// <param name="Batch">How many.</param>
/// <param name="Tokens">Tokens of the longest.</param>
/// <param name="IsPadded">Whether the others are shorter, down to a quarter.</param>
internal sealed record EncoderCase(int Batch, int Tokens, bool IsPadded)
{
    private const int Vocabulary = 30522;

    /// <summary>The tokens, and which of them are none of padding: int64 of shape (batch, tokens).</summary>
    public (Tensor Ids, Tensor Mask) Make()
    {
        var random = new Random(1);
        using var scope = NewDisposeScope();
        var ids = tensor(Enumerable.Range(0, Batch * Tokens).Select(_ => (long)random.Next(1000, Vocabulary)).ToArray(), [Batch, Tokens]);
        var lengths = tensor(Enumerable.Range(0, Batch).Select(row => (long)(IsPadded && row > 0 ? random.Next(Tokens / 4, Tokens + 1) : Tokens)).ToArray(), [Batch, 1]);
        var mask = (arange(Tokens, ScalarType.Int64) < lengths).to(ScalarType.Int64);
        return ((ids * mask).MoveToOuterDisposeScope(), mask.MoveToOuterDisposeScope());
    }

    /// <summary>The case in words.</summary>
    public override string ToString() => Invariant($"MiniLM {Batch}x{Tokens}{(IsPadded ? " padded" : "")}");
}
