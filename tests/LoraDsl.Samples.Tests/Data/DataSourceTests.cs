using Shared.Data;
using static TorchSharp.torch;

namespace LoraDsl.Samples.Tests.Data;

public sealed class DataSourceTests
{
    [Fact]
    public void The_split_takes_every_image_once()
    {
        using var domain = Load(seed: 3);

        Assert.Equal((1100, 200, 497), (domain.Train.Count, domain.Validation.Count, domain.Test.Count));
        var all = Rows(domain.Train).Concat(Rows(domain.Validation)).Concat(Rows(domain.Test)).Order(StringComparer.Ordinal);
        var shipped = DigitsFile.Read(DigitsFile.ShippedPath);
        var expected = Enumerable.Range(0, shipped.Count)
            .Select(row => Text(shipped.Pixels.Skip(64 * row).Take(64).Select(pixel => (2 * pixel) - 1)))
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, all);
    }

    [Fact]
    public void Equal_seeds_split_equally_and_others_do_not()
    {
        using var first = Load(seed: 3);
        using var same = Load(seed: 3);
        using var other = Load(seed: 4);

        Assert.Equal(Rows(first.Test), Rows(same.Test));
        Assert.NotEqual(Rows(first.Test), Rows(other.Test));
    }

    private static Domain Load(int seed) =>
        DataSource.Load(DataSet.Digits, SplitSizes.All(DataSet.Digits), seed, CPU, _ => { }, CancellationToken.None);

    private static List<string> Rows(LabelledImages images) =>
        [.. images.Images.data<float>().ToArray().Chunk(64).Select(Text)];

    private static string Text(IEnumerable<float> pixels) => string.Join(' ', pixels.Select(pixel => (int)((pixel + 1) * 8)));
}
