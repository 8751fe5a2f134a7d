using LoraDsl.Checkpoints;
using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Files;

/// <summary>A safetensors file whose tensors are read one at a time.</summary>
internal sealed class TensorFile : IDisposable
{
    private readonly FileStream stream;
    private readonly Lock reading = new();

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or no safetensors file.</exception>
    public TensorFile(string path)
    {
        stream = File.OpenRead(path);
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

    /// <summary>A tensor's values.</summary>
    /// <exception cref="InvalidDataException">They are of a type that is no floating-point type.</exception>
    public double[] Values(SafetensorsEntry entry)
    {
        if (!ElementCodec.Supports(entry.Type))
            throw new InvalidDataException($"'{entry.Name}' in '{Path}' is of the type {entry.Type}: F64, F32, F16 and BF16 are read.");
        var bytes = new byte[entry.Length];
        lock (reading)
        {
            stream.Position = entry.Position;
            stream.ReadExactly(bytes);
        }

        var values = new double[entry.Values];
        ElementCodec.Decode(entry.Type, bytes, values);
        return values;
    }

    /// <summary>A tensor as a matrix: its first dimension are the rows, the others are folded into columns.</summary>
    public Matrix<double> Matrix(SafetensorsEntry entry)
    {
        var rows = (int)entry.Shape[0];
        return Matrix<double>.Build.DenseOfRowMajor(rows, rows == 0 ? 0 : (int)(entry.Values / rows), Values(entry));
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
}
