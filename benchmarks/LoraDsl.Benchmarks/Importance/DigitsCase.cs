using Shared.Models;
using static System.FormattableString;

namespace LoraDsl.Benchmarks.Importance;

/// <summary>The sample's transformer on a batch.</summary>
/// <param name="Title">Its name in the results.</param>
/// <param name="Shape">The transformer.</param>
/// <param name="Batch">Images of a step.</param>
internal sealed record DigitsCase(string Title, TransformerShape Shape, int Batch)
{
    /// <summary>What the sample trains on its own digits, quickly and at full length, and on MNIST.</summary>
    public static readonly DigitsCase[] All =
    [
        new("digits", new TransformerShape(8, 8, 2, 4), 32),
        new("mnist", new TransformerShape(28, 28, 4, 7), 128),
    ];

    public override string ToString() =>
        Invariant($"{Title} batch={Batch} tokens={Shape.Tokens} width={Shape.Width} depth={Shape.Depth} float32");
}
