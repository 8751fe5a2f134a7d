using System.Buffers.Binary;
using System.Text.Json;
using LoraDsl.Formats.Safetensors;
using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Files;

/// <summary>A tensor to be written to a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The format's name of the element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its values; the first dimension are the rows, the others are folded into columns.</param>
internal sealed record SafetensorsValues(string Name, string Type, long[] Shape, Matrix<double> Values)
{
    /// <summary>Writes tensors in the order of their names.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">Free text for the header.</param>
    public static void Write(Stream stream, IReadOnlyList<SafetensorsValues> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var ordered = tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).ToList();
        var header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthSize];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in ordered)
        {
            for (var row = 0; row < tensor.Values.RowCount && tensor.Values.ColumnCount > 0; row++)
                stream.Write(ElementCodec.Encode(tensor.Type, tensor.Values.Row(row).AsArray() ?? tensor.Values.Row(row).ToArray()));
        }
    }

    private static byte[] Header(List<SafetensorsValues> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            SafetensorsHeader.WriteMetadata(json, metadata);
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                var bytes = ElementTypes.SizeOf(tensor.Type)!.Value * (long)tensor.Values.RowCount * tensor.Values.ColumnCount;
                SafetensorsHeader.WriteEntry(json, tensor.Name, tensor.Type, tensor.Shape, offset, offset += bytes);
            }

            json.WriteEndObject();
        }

        SafetensorsHeader.Pad(buffer);
        return buffer.ToArray();
    }
}
