using Shared.Data;

namespace LoraDsl.Samples.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Images_and_labels_are_read_in_order()
    {
        var images = IdxFile.Read(Images(2, 0, 51, 102, 255), Labels(4, 9));

        Assert.Equal((2, 1, 2), (images.Count, images.Height, images.Width));
        Assert.Equal([0f, 0.2f, 0.4f, 1f], images.Pixels);
        Assert.Equal([4, 9], images.Labels);
    }

    [Fact]
    public void A_file_of_labels_is_no_file_of_images() =>
        Assert.Contains("no IDX file of bytes in 3 dimension(s)", Message(Labels(4, 9), Labels(4, 9)), StringComparison.Ordinal);

    [Fact]
    public void Missing_pixels_are_damage() =>
        Assert.Contains("its header says 2×1×2, but 3 bytes follow", Message(Images(2, 0, 1, 2), Labels(4, 9)), StringComparison.Ordinal);

    [Fact]
    public void Files_that_do_not_belong_together_are_refused() =>
        Assert.Contains("holds 2 images", Message(Images(2, 0, 1, 2, 3), Labels(4)), StringComparison.Ordinal);

    [Fact]
    public void A_label_that_is_no_digit_is_damage() =>
        Assert.Contains("label 0 is 10", Message(Images(1, 0, 1), Labels(10)), StringComparison.Ordinal);

    private static string Message(string images, string labels) =>
        Assert.Throws<DataException>(() => IdxFile.Read(images, labels)).Message;

    private string Images(byte count, params byte[] pixels) =>
        folder.Write("images", [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 1, 0, 0, 0, 2, .. pixels]);

    private string Labels(params byte[] labels) =>
        folder.Write("labels", [0, 0, 8, 1, 0, 0, 0, (byte)labels.Length, .. labels]);
}
