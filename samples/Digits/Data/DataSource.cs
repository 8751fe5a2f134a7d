using Digits.CommandLine;
using static TorchSharp.torch;

namespace Digits.Data;

/// <summary>Reads the chosen images and splits them, always the same way for the same seed.</summary>
internal static class DataSource
{
    /// <summary>Training, validation and test images, upright.</summary>
    /// <param name="options">Which data, the seed, and whether a part of a large set will do.</param>
    /// <param name="device">Where the images are to be.</param>
    /// <param name="say">Told what takes a while.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DataException">The data cannot be had.</exception>
    public static Domain Load(DemoOptions options, Device device, Action<string> say, CancellationToken cancellation)
    {
        var random = new Random(options.Seed);
        if (options.Data == DataSet.Digits)
        {
            var images = DigitsFile.Read(DigitsFile.ShippedPath);
            var order = Shuffled(images.Count, random);
            return Split(images, order[..1100], order[1100..1300], images, order[1300..], device);
        }

        var (learn, test) = new MnistCache().Read(say, cancellation);
        var (learnOrder, testOrder) = (Shuffled(learn.Count, random), Shuffled(test.Count, random));
        return options.Quick
            ? Split(learn, learnOrder[..2000], learnOrder[2000..2400], test, testOrder[..1000], device)
            : Split(learn, learnOrder[..55_000], learnOrder[55_000..], test, testOrder, device);
    }

    private static Domain Split(
        DigitImages learn, int[] train, int[] validation, DigitImages held, int[] test, Device device) =>
        new(
            LabelledImages.Copy(learn, train, device),
            LabelledImages.Copy(learn, validation, device),
            LabelledImages.Copy(held, test, device));

    private static int[] Shuffled(int count, Random random)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        return order;
    }
}
