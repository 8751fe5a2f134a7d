using Shared.Models;
using static System.FormattableString;

namespace LoraDsl.Benchmarks.TrainStep;

/// <summary>The sample's transformer on a batch.</summary>
/// <param name="Title">Its name in the results.</param>
/// <param name="Shape">The transformer.</param>
/// <param name="Batch">Images of a step.</param>
internal sealed record TrainStepCase(string Title, TransformerShape Shape, int Batch)
{
    /// <summary>What the sample trains on its own digits, quickly and at full length, and on MNIST.</summary>
    public static readonly TrainStepCase[] All =
    [
        new("digits", new TransformerShape(8, 8, 2, 4), 32),
        new("mnist", new TransformerShape(28, 28, 4, 7), 128),
    ];

    /// <summary>The sizes as the Python program takes them.</summary>
    public int[] Arguments =>
        [Shape.ImageHeight, Shape.ImageWidth, Shape.PatchHeight, Shape.PatchWidth, Shape.Width, Shape.Hidden, Shape.Heads, Shape.Depth, Shape.Classes, Batch];

    public override string ToString() =>
        Invariant($"{Title} batch={Batch} tokens={Shape.Tokens} width={Shape.Width} depth={Shape.Depth} float32");
}
