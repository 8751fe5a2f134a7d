using LoraDsl.Formats.Files;
using LoraDsl.Formats.Safetensors;
using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Files;

/// <summary>A safetensors file whose tensors are read one at a time, a block of rows after the other.</summary>
internal sealed class TensorFile : IDisposable
{
    private const int BlockValues = 1 << 20;

    private readonly FileStream stream;
    private readonly Lock reading = new();

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="IOException">The file cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or no safetensors file.</exception>
    public TensorFile(string path)
    {
        stream = RegularFile.OpenRead(path);
        try
        {
            Header = SafetensorsHeader.Read(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public string Path => stream.Name;

    public SafetensorsHeader Header { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length => stream.Length;

    /// <summary>Reads a tensor as a matrix, a block of rows after the other: its first dimension are the rows, the others are folded into columns.</summary>
    /// <param name="entry">The tensor.</param>
    /// <param name="use">Takes the first row's number and the values of a block, row by row.</param>
    /// <exception cref="InvalidDataException">It is no matrix of a floating-point type, or too large.</exception>
    public void EachBlock(SafetensorsEntry entry, Action<int, double[]> use)
    {
        var (rows, columns) = SizesOf(entry);
        var step = Math.Max(1, BlockValues / Math.Max(1, columns));
        var position = entry.Position;
        for (var first = 0; first < rows; first += Math.Min(step, rows - first))
        {
            var values = new double[Math.Min(step, rows - first) * columns];
            var bytes = new byte[checked(values.Length * ElementTypes.SizeOf(entry.Type)!.Value)];
            lock (reading)
            {
                stream.Position = position;
                stream.ReadExactly(bytes);
            }

            ElementCodec.Decode(entry.Type, bytes, values);
            position += bytes.Length;
            use(first, values);
        }
    }

    /// <summary>A tensor as a matrix.</summary>
    /// <inheritdoc cref="EachBlock"/>
    public Matrix<double> Matrix(SafetensorsEntry entry)
    {
        var (rows, columns) = SizesOf(entry);
        var matrix = Matrix<double>.Build.Dense(rows, columns);
        var target = matrix.AsColumnMajorArray();
        EachBlock(entry, (first, values) =>
        {
            for (var index = 0; index < values.Length; index++)
                target[(index % columns * rows) + first + (index / columns)] = values[index];
        });
        return matrix;
    }

    /// <summary>Copies a part of the file.</summary>
    public void CopyTo(Stream target, long from, long to)
    {
        var block = new byte[1 << 20];
        lock (reading)
        {
            stream.Position = from;
            while (from < to)
            {
                var part = block.AsSpan(0, (int)Math.Min(block.Length, to - from));
                stream.ReadExactly(part);
                target.Write(part);
                from += part.Length;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private (int Rows, int Columns) SizesOf(SafetensorsEntry entry)
    {
        if (!ElementCodec.Supports(entry.Type))
            throw new InvalidDataException($"'{entry.Name}' in '{Path}' is of the type {entry.Type}: F64, F32, F16 and BF16 are read.");
        var columns = entry.Shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        if (entry.Shape is not [var rows, ..] || rows > Array.MaxLength || columns > Array.MaxLength || entry.Values > Array.MaxLength)
            throw new InvalidDataException($"'{entry.Name}' in '{Path}' has the shape ({string.Join(", ", entry.Shape)}): a matrix of at most {Array.MaxLength} values is needed.");
        return ((int)rows, (int)columns);
    }
}
