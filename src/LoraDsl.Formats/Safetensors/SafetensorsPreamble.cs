using System.Buffers.Binary;
using System.Text.Json;

namespace LoraDsl.Formats.Safetensors;

/// <summary>What stands before the values of a safetensors file: the header's length and the header.</summary>
public static class SafetensorsPreamble
{
    /// <summary>Forms it for tensors whose values will follow in this order, without a gap.</summary>
    /// <param name="tensors">Name, type as the format names it, shape and bytes of each.</param>
    /// <param name="metadata">Free text for the header.</param>
    public static byte[] Of(
        IEnumerable<(string Name, string Type, long[] Shape, long Bytes)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(metadata);
        using var buffer = new MemoryStream();
        buffer.Write(new byte[SafetensorsHeader.LengthSize]);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            SafetensorsHeader.WriteMetadata(json, metadata);
            var offset = 0L;
            foreach (var (name, type, shape, bytes) in tensors)
                SafetensorsHeader.WriteEntry(json, name, type, shape, offset, offset += bytes);
            json.WriteEndObject();
        }

        SafetensorsHeader.Pad(buffer);
        var preamble = buffer.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(preamble, (ulong)(preamble.Length - SafetensorsHeader.LengthSize));
        return preamble;
    }
}
