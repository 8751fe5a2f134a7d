using System.Buffers.Binary;
using System.IO.Compression;

namespace Shared.Data;

/// <summary>
/// Reads the data file that ships with the sample: gzip over <c>LDIG</c>, four little-endian 32-bit integers (images, height,
/// width, greatest pixel value), a byte per label, a byte per pixel.
/// </summary>
internal static class DigitsFile
{
    private const int HeaderLength = 20;

    /// <summary>Path of the file beside the program.</summary>
    public static string ShippedPath => Path.Combine(AppContext.BaseDirectory, "Data", "digits.gz");

    /// <summary>Reads all images.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">The file is missing, damaged, or something else.</exception>
    public static DigitImages Read(string path)
    {
        var content = Unpack(path);
        if (content.Length < HeaderLength || !content.AsSpan(0, 4).SequenceEqual("LDIG"u8))
            throw new DataException($"'{path}' is no digits file: it does not start with 'LDIG'.");

        var count = Field(content, 0);
        var height = Field(content, 1);
        var width = Field(content, 2);
        var greatest = Field(content, 3);
        if (count < 1 || height < 1 || width < 1 || greatest is < 1 or > byte.MaxValue)
            throw new DataException($"'{path}' is damaged: its header says {count} images of {height}×{width} with pixels up to {greatest}.");

        var expected = HeaderLength + count + ((long)count * height * width);
        if (content.Length != expected)
            throw new DataException($"'{path}' is damaged: it holds {content.Length} bytes where its header promises {expected}.");

        var labels = content[HeaderLength..(HeaderLength + count)];
        LabelCheck.Require(labels, path);
        var pixels = new float[(long)count * height * width];
        for (var index = 0; index < pixels.Length; index++)
        {
            var value = content[HeaderLength + count + index];
            if (value > greatest)
                throw new DataException($"'{path}' is damaged: pixel {index} is {value}, the greatest should be {greatest}.");
            pixels[index] = (float)value / greatest;
        }

        return new DigitImages(height, width, labels, pixels);
    }

    private static byte[] Unpack(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var unzipped = new GZipStream(file, CompressionMode.Decompress);
            using var content = new MemoryStream();
            unzipped.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"'{path}' is missing: build the sample again, it copies the file there.", error);
        }
        catch (InvalidDataException error)
        {
            throw new DataException($"'{path}' is damaged: it is no complete gzip file.", error);
        }
    }

    private static int Field(byte[] content, int index) =>
        BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(4 + (4 * index), 4));
}
