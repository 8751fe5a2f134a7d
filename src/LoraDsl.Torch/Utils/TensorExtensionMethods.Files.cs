using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Tensors in files, in TorchSharp's own format: element type, number of dimensions, sizes, bytes.</summary>
public static partial class TensorExtensionMethods
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Saves a tensor to a file.</summary>
    /// <param name="tensor">The tensor, on any device.</param>
    /// <param name="location">The file's path.</param>
    public static void Save(this Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Saves a tensor to a stream, which stays open.</summary>
    /// <param name="tensor">The tensor, on any device.</param>
    /// <param name="stream">The stream.</param>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    /// <summary>Saves a tensor through a writer.</summary>
    /// <param name="tensor">The tensor, on any device.</param>
    /// <param name="writer">The writer.</param>
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var plain = tensor.detach().cpu().contiguous();
        var shape = plain.shape;
        writer.Encode((long)plain.dtype);
        writer.Encode(shape.Length);
        foreach (var size in shape)
            writer.Encode(size);
        ForEachChunk(plain, chunk => writer.Write(chunk));
    }

    /// <summary>Reads a tensor that <see cref="Save(Tensor, BinaryWriter)"/> wrote.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="skip">Pass over the elements.</param>
    /// <returns>The tensor, on the CPU; its elements mean nothing if they were passed over.</returns>
    /// <exception cref="EndOfStreamException">The data end too early.</exception>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        var dtype = (ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = reader.Decode();
        var tensor = empty(shape, dtype: dtype, device: CPU);
        try
        {
            if (skip)
                Pass(reader.BaseStream, tensor.numel() * tensor.element_size());
            else
                ForEachChunk(tensor, chunk => Fill(reader, chunk));
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
        return tensor;
    }

    /// <summary>Reads a tensor of the same type and shape into this one.</summary>
    /// <param name="tensor">The tensor to fill, on any device.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="skip">Pass over the elements, and leave the tensor as it is.</param>
    /// <exception cref="ArgumentException">The element types or shapes differ.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var saved = Load(reader, skip);
        if (saved.dtype != tensor.dtype)
            throw new ArgumentException($"The saved tensor is {saved.dtype}, the one to fill {tensor.dtype}.", nameof(tensor));
        if (!saved.shape.SequenceEqual(tensor.shape))
            throw new ArgumentException($"The saved tensor has the shape [{string.Join(", ", saved.shape)}], the one to fill [{string.Join(", ", tensor.shape)}].", nameof(tensor));
        if (skip)
            return;
        using var untracked = no_grad();
        tensor.copy_(saved);
    }

    internal delegate void ChunkAction(Span<byte> chunk);

    internal static unsafe void ForEachChunk(Tensor tensor, ChunkAction action, int size = ChunkBytes)
    {
        var metadata = tensor.Metadata(nameof(Save));
        var length = metadata.Elements * metadata.ElementSize;
        for (long at = 0; at < length; at += size)
            action(new Span<byte>((byte*)metadata.Data + at, (int)Math.Min(size, length - at)));
        GC.KeepAlive(tensor);
    }

    private static void Fill(BinaryReader reader, Span<byte> chunk)
    {
        while (chunk.Length > 0)
        {
            var read = reader.Read(chunk);
            if (read == 0)
                throw new EndOfStreamException("The data end in the middle of a tensor.");
            chunk = chunk[read..];
        }
    }

    private static void Pass(Stream stream, long length)
    {
        if (stream.CanSeek)
        {
            stream.Seek(length, SeekOrigin.Current);
            return;
        }
        Span<byte> scrap = stackalloc byte[4096];
        while (length > 0)
        {
            var part = scrap[..(int)Math.Min(scrap.Length, length)];
            stream.ReadExactly(part);
            length -= part.Length;
        }
    }
}
