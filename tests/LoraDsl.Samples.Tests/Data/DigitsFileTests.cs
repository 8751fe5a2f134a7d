using System.IO.Compression;
using System.Text;
using Shared.Data;

namespace LoraDsl.Samples.Tests.Data;

public sealed class DigitsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_shipped_file_has_the_1797_images_of_8_by_8()
    {
        var images = DigitsFile.Read(DigitsFile.ShippedPath);

        Assert.Equal((1797, 8, 8), (images.Count, images.Height, images.Width));
        Assert.Equal(1797 * 64, images.Pixels.Length);
        // How often each digit occurs is in the data set's description.
        int[] expected = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
        Assert.Equal(expected, Enumerable.Range(0, 10).Select(digit => images.Labels.Count(label => label == digit)));
        Assert.Equal((0f, 1f), (images.Pixels.Min(), images.Pixels.Max()));
    }

    [Fact]
    public void Labels_and_pixels_are_read_in_order()
    {
        var path = Packed(Header(2, 1, 2, 4), [3, 7], [0, 1, 2, 4]);

        var images = DigitsFile.Read(path);

        Assert.Equal([3, 7], images.Labels);
        Assert.Equal([0f, 0.25f, 0.5f, 1f], images.Pixels);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<DataException>(() => DigitsFile.Read(folder["none.gz"]));
        Assert.Contains("none.gz' is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_gzip_is_damaged()
    {
        var path = folder.Write("digits.gz", Encoding.ASCII.GetBytes("plain text"));
        Assert.Contains("no complete gzip file", Message(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_of_file_is_refused() =>
        Assert.Contains("does not start with 'LDIG'", Message(Packed(new byte[40])), StringComparison.Ordinal);

    [Fact]
    public void A_header_without_sense_is_damage() =>
        Assert.Contains("-1 images of 8×8", Message(Packed(Header(-1, 8, 8, 16))), StringComparison.Ordinal);

    [Fact]
    public void Missing_pixels_are_damage() =>
        Assert.Contains("24 bytes where its header promises 26", Message(Packed(Header(2, 1, 2, 4), [3, 7], [0, 1])), StringComparison.Ordinal);

    [Fact]
    public void A_label_that_is_no_digit_is_damage() =>
        Assert.Contains("label 1 is 12", Message(Packed(Header(2, 1, 1, 4), [3, 12], [0, 1])), StringComparison.Ordinal);

    [Fact]
    public void A_pixel_beyond_the_greatest_is_damage() =>
        Assert.Contains("pixel 1 is 5", Message(Packed(Header(2, 1, 1, 4), [3, 7], [0, 5])), StringComparison.Ordinal);

    private static string Message(string path) => Assert.Throws<DataException>(() => DigitsFile.Read(path)).Message;

    private static byte[] Header(params int[] fields) =>
        [.. "LDIG"u8, .. fields.SelectMany(field => BitConverter.GetBytes(field))];

    private string Packed(params byte[][] parts)
    {
        using (var file = File.Create(folder["digits.gz"]))
        using (var zipped = new GZipStream(file, CompressionLevel.Fastest))
        {
            foreach (var part in parts)
                zipped.Write(part);
        }

        return folder["digits.gz"];
    }
}
