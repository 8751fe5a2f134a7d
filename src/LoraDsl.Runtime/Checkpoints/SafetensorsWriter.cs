using System.Buffers.Binary;
using System.Text.Json;
using LoraDsl.Formats.Safetensors;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>Writes tensors in the safetensors format: header length, JSON header, values.</summary>
internal static class SafetensorsWriter
{
    /// <summary>Writes the tensors in the order of their names.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors, on any device.</param>
    /// <param name="metadata">Free text for the header.</param>
    /// <param name="pieceBytes">The most that is written at once.</param>
    /// <exception cref="NotSupportedException">The format has no name for a tensor's type.</exception>
    public static void Write(
        Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata, long pieceBytes = TensorPieces.DefaultBytes)
    {
        var ordered = tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        var header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthSize];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, tensor) in ordered)
        {
            using var scope = NewDisposeScope();
            TensorPieces.Each(tensor.detach().cpu().contiguous(), pieceBytes, bytes => stream.Write(bytes));
        }
    }

    private static byte[] Header(List<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            SafetensorsHeader.WriteMetadata(json, metadata);
            var offset = 0L;
            foreach (var (name, tensor) in tensors)
            {
                var type = TensorTypes.NameOf(tensor.dtype)
                    ?? throw new NotSupportedException($"'{name}' is of type {tensor.dtype}, which a safetensors file cannot hold.");
                SafetensorsHeader.WriteEntry(json, name, type, tensor.shape, offset, offset += tensor.numel() * tensor.element_size());
            }

            json.WriteEndObject();
        }

        SafetensorsHeader.Pad(buffer);
        return buffer.ToArray();
    }
}
