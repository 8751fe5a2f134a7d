using static TorchSharp.torch;

namespace Shared.Data;

/// <summary>Images and their labels as tensors.</summary>
/// <param name="Images">(N, height, width), from −1 for paper to 1 for ink.</param>
/// <param name="Labels">(N), 64-bit integers.</param>
internal sealed record LabelledImages(Tensor Images, Tensor Labels) : IDisposable
{
    /// <summary>Number of images.</summary>
    public int Count => (int)Images.shape[0];

    /// <summary>Copies the chosen images to a device.</summary>
    /// <param name="source">All images.</param>
    /// <param name="chosen">Positions of those to copy.</param>
    /// <param name="device">Where to.</param>
    public static LabelledImages Copy(DigitImages source, ReadOnlySpan<int> chosen, Device device)
    {
        var size = source.Height * source.Width;
        var pixels = new float[chosen.Length * size];
        var labels = new long[chosen.Length];
        for (var row = 0; row < chosen.Length; row++)
        {
            labels[row] = source.Labels[chosen[row]];
            for (var pixel = 0; pixel < size; pixel++)
                pixels[(row * size) + pixel] = (2 * source.Pixels[(chosen[row] * size) + pixel]) - 1;
        }

        return new LabelledImages(
            tensor(pixels, [chosen.Length, source.Height, source.Width], device: device),
            tensor(labels, [chosen.Length], device: device));
    }

    /// <summary>The images at the given positions, in the caller's dispose scope.</summary>
    /// <param name="positions">(B), 64-bit integers.</param>
    public LabelledImages At(Tensor positions) => new(Images.index_select(0, positions), Labels.index_select(0, positions));

    /// <summary>Images that follow each other, as views; they live as long as these.</summary>
    /// <param name="start">Position of the first.</param>
    /// <param name="count">How many.</param>
    public LabelledImages Slice(int start, int count) => new(Images.narrow(0, start, count), Labels.narrow(0, start, count));

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
