using System.Buffers.Binary;
using System.Text.Json;
using LoraDsl.Formats.Files;

namespace LoraDsl.Formats.Safetensors;

/// <summary>
/// The header of a safetensors file: which tensors it has, and where. Everything that it claims is checked before it is believed.
/// </summary>
public sealed class SafetensorsHeader
{
    /// <summary>Bytes of the number in front of the file that says how long the header is.</summary>
    public const int LengthSize = sizeof(ulong);

    /// <summary>The key of the header that holds free text instead of a tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The reference implementation refuses longer headers too.</summary>
    private const long MaxLength = 100_000_000;

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
        ArgumentNullException.ThrowIfNull(stream);
        LfsPointer.Refuse(stream);
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
                if (property.Name != MetadataKey)
                    entries.Add(SafetensorsEntry.Read(property, stream.Position));
                else if (property.Value.ValueKind != JsonValueKind.Null)
                    metadata = property.Value.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString() ?? "");
            }

            RequireCover(entries, stream.Position, stream.Length);
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
        json.WriteStartObject(MetadataKey);
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
        while (header.Length % LengthSize != 0)
            header.WriteByte((byte)' ');
    }

    private static long ReadLength(FileStream stream)
    {
        Span<byte> bytes = stackalloc byte[LengthSize];
        stream.ReadExactly(bytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return length <= (ulong)Math.Min(MaxLength, stream.Length - LengthSize)
            ? (long)length
            : throw new InvalidDataException($"its header claims {length} bytes, and there is room for {stream.Length - LengthSize}, of which it may have {MaxLength}.");
    }

    /// <summary>
    /// The tensors' bytes lie one behind the other from the header's end to the file's, as the format asks for: a few bytes that many tensors
    /// claim would fill memory. The header may name them in any order.
    /// </summary>
    private static void RequireCover(List<SafetensorsEntry> entries, long start, long end)
    {
        var (place, last) = (start, "the header");
        foreach (var entry in entries.OrderBy(entry => entry.Position).ThenBy(entry => entry.Length))
        {
            if (entry.Position != place)
                throw new InvalidDataException($"the values of '{entry.Name}' begin at {entry.Position - start}, but those of {last} end at {place - start}: they have to follow each other without a gap.");
            if (entry.Length > end - place)
                throw new InvalidDataException($"the values of '{entry.Name}' end at {place - start + entry.Length}, but there are {end - start} bytes.");
            (place, last) = (place + entry.Length, $"'{entry.Name}'");
        }

        if (place != end)
            throw new InvalidDataException($"its values end at {place - start}, but there are {end - start} bytes.");
    }
}
