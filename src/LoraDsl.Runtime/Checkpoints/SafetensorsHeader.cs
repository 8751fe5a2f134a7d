using System.Buffers.Binary;
using System.Text.Json;

namespace LoraDsl.Checkpoints;

/// <summary>
/// The header of a safetensors file: which tensors it has, and where. Everything that it claims is checked before it is believed.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The reference implementation refuses longer headers too.</summary>
    private const ulong MaxLength = 100_000_000;

    private SafetensorsHeader(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>The tensors, in the header's order.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The header's free text.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads a file's header.</summary>
    /// <param name="stream">The file, at its beginning.</param>
    /// <exception cref="InvalidDataException">The file is damaged or no safetensors file.</exception>
    public static SafetensorsHeader Read(FileStream stream)
    {
        try
        {
            var header = new byte[ReadLength(stream)];
            stream.ReadExactly(header);
            using var json = JsonDocument.Parse(header);
            var entries = new List<SafetensorsEntry>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name))
                    throw new InvalidDataException($"'{property.Name}' stands in its header twice.");
                if (property.Name != Safetensors.MetadataKey)
                    entries.Add(ReadEntry(stream, property));
                else
                    metadata = property.Value.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString() ?? "");
            }

            return new SafetensorsHeader(entries, metadata);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or EndOfStreamException or KeyNotFoundException or InvalidDataException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"'{stream.Name}' is damaged or no safetensors file: {error.Message}", error);
        }
    }

    /// <summary>Writes the header's free text.</summary>
    public static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(Safetensors.MetadataKey);
        foreach (var (key, value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    /// <summary>Writes a tensor's description.</summary>
    public static void WriteEntry(Utf8JsonWriter json, string name, string type, long[] shape, long from, long to)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", type);
        json.WriteStartArray("shape");
        foreach (var size in shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(from);
        json.WriteNumberValue(to);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Lets values start on a multiple of eight, as the reference implementation has it, so that readers may map the file.</summary>
    public static void Pad(MemoryStream header)
    {
        while (header.Length % Safetensors.LengthSize != 0)
            header.WriteByte((byte)' ');
    }

    private static ulong ReadLength(FileStream stream)
    {
        Span<byte> bytes = stackalloc byte[Safetensors.LengthSize];
        stream.ReadExactly(bytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > MaxLength || length > (ulong)(stream.Length - Safetensors.LengthSize))
            throw new InvalidDataException($"its header claims {length} bytes.");
        return length;
    }

    private static SafetensorsEntry ReadEntry(FileStream stream, JsonProperty property)
    {
        var type = property.Value.GetProperty("dtype").GetString() ?? "";
        long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        var offsets = property.Value.GetProperty("data_offsets");
        var (from, to) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        var start = stream.Position;
        var values = shape.Aggregate(1L, (product, size) => checked(product * size));

        // Of a type that is not known here the bytes can be passed on, but not counted.
        var size = Safetensors.SizeOf(type);
        if (Array.Exists(shape, length => length < 0) || from < 0 || to < from || to > stream.Length - start || (size is { } each && to - from != checked(values * each)))
            throw new InvalidDataException($"a tensor of shape ({string.Join(", ", shape)}) claims the bytes {from} to {to}.");
        return new SafetensorsEntry(property.Name, type, shape, start + from, to - from);
    }
}
