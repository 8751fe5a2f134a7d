using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>Reads a safetensors file. Everything that the header claims is checked before it is believed.</summary>
internal static class SafetensorsReader
{
    /// <summary>The reference implementation refuses longer headers too.</summary>
    private const ulong MaxHeaderLength = 100_000_000;

    /// <summary>Reads every tensor, on the CPU; the caller disposes them.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or no safetensors file.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using var stream = File.OpenRead(path);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            var headerLength = ReadHeaderLength(stream);
            var header = new byte[headerLength];
            stream.ReadExactly(header);
            using var json = JsonDocument.Parse(header);
            var start = stream.Position;
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Name != Safetensors.MetadataKey)
                    tensors.Add(property.Name, ReadTensor(stream, start, property.Value));
            }

            return tensors;
        }
        catch (Exception error)
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            if (error is JsonException or InvalidOperationException or FormatException or EndOfStreamException or KeyNotFoundException or InvalidDataException or ArgumentException)
                throw new InvalidDataException($"'{path}' is damaged or no safetensors file: {error.Message}", error);
            throw;
        }
    }

    private static ulong ReadHeaderLength(FileStream stream)
    {
        Span<byte> bytes = stackalloc byte[Safetensors.LengthSize];
        stream.ReadExactly(bytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > MaxHeaderLength || length > (ulong)(stream.Length - Safetensors.LengthSize))
            throw new InvalidDataException($"its header claims {length} bytes.");
        return length;
    }

    private static Tensor ReadTensor(FileStream stream, long start, JsonElement entry)
    {
        var typeName = entry.GetProperty("dtype").GetString() ?? "";
        var type = Safetensors.TypeOf(typeName)
            ?? throw new InvalidDataException($"the type {typeName} is not supported.");
        long[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        var offsets = entry.GetProperty("data_offsets");
        var (from, to) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        var values = shape.Aggregate(1L, (product, size) => checked(product * size));
        if (shape.Any(size => size < 0) || from < 0 || to > stream.Length - start || to - from != values * type.ElementSize())
            throw new InvalidDataException($"a tensor of shape ({string.Join(", ", shape)}) claims the bytes {from} to {to}.");

        var tensor = empty(shape, dtype: type);
        try
        {
            stream.Position = start + from;
            if (to > from)
                stream.ReadExactly(tensor.bytes);
            return tensor.DetachFromDisposeScope();
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }
}
