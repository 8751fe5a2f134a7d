using static TorchSharp.torch;

namespace Shared.Data;

/// <summary>Reads the chosen images and splits them, always the same way for the same seed.</summary>
internal static class DataSource
{
    /// <summary>Training, validation and test images, upright.</summary>
    /// <param name="data">Which images.</param>
    /// <param name="sizes">How many; at most <see cref="SplitSizes.All"/>.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <param name="device">Where the images are to be.</param>
    /// <param name="say">Told what takes a while.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DataException">The data cannot be had.</exception>
    public static Domain Load(
        DataSet data, SplitSizes sizes, int seed, Device device, Action<string> say, CancellationToken cancellation)
    {
        var random = new Random(seed);
        if (data == DataSet.Digits)
        {
            var images = DigitsFile.Read(DigitsFile.ShippedPath);
            var order = Shuffled(images.Count, random);
            return Split(images, order, images, order.AsSpan(sizes.Train + sizes.Validation), sizes, device);
        }

        var (learn, test) = new MnistCache().Read(say, cancellation);
        return Split(learn, Shuffled(learn.Count, random), test, Shuffled(test.Count, random), sizes, device);
    }

    private static Domain Split(
        DigitImages learn, ReadOnlySpan<int> learnOrder, DigitImages held, ReadOnlySpan<int> heldOrder, SplitSizes sizes, Device device) =>
        new(
            LabelledImages.Copy(learn, learnOrder[..sizes.Train], device),
            LabelledImages.Copy(learn, learnOrder[sizes.Train..(sizes.Train + sizes.Validation)], device),
            LabelledImages.Copy(held, heldOrder[..sizes.Test], device));

    private static int[] Shuffled(int count, Random random)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        return order;
    }
}
