using System.Buffers.Binary;

namespace Shared.Data;

/// <summary>
/// Reads MNIST's IDX files: two zero bytes, the element type, the number of dimensions, each dimension as a big-endian 32-bit
/// integer, then the elements.
/// </summary>
internal static class IdxFile
{
    private const byte UnsignedByte = 0x08;

    /// <summary>Reads a file of images and the file of their labels.</summary>
    /// <param name="imagesPath">A three-dimensional IDX file of bytes.</param>
    /// <param name="labelsPath">A one-dimensional IDX file of bytes.</param>
    /// <exception cref="DataException">A file is damaged, or the two do not belong together.</exception>
    public static DigitImages Read(string imagesPath, string labelsPath)
    {
        var (shape, values) = ReadBytes(imagesPath, dimensions: 3);
        var (labelShape, labels) = ReadBytes(labelsPath, dimensions: 1);
        if (labelShape[0] != shape[0])
            throw new DataException($"'{imagesPath}' holds {shape[0]} images, but '{labelsPath}' holds {labelShape[0]} labels.");

        LabelCheck.Require(labels, labelsPath);
        return new DigitImages(shape[1], shape[2], labels, Array.ConvertAll(values, value => value / 255f));
    }

    private static (int[] Shape, byte[] Values) ReadBytes(string path, int dimensions)
    {
        var content = File.ReadAllBytes(path);
        var header = 4 + (4 * dimensions);
        if (content.Length < header || content[0] != 0 || content[1] != 0 || content[2] != UnsignedByte || content[3] != dimensions)
            throw new DataException($"'{path}' is no IDX file of bytes in {dimensions} dimension(s).");

        var shape = new int[dimensions];
        var expected = 1L;
        for (var axis = 0; axis < dimensions; axis++)
        {
            shape[axis] = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(4 + (4 * axis), 4));
            expected = shape[axis] < 1 ? 0 : expected * shape[axis];
        }

        return expected > 0 && content.Length - header == expected
            ? (shape, content[header..])
            : throw new DataException($"'{path}' is damaged: its header says {string.Join('×', shape)}, but {content.Length - header} bytes follow.");
    }
}
