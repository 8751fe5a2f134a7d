using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace LoraDsl.Runtime.Tests.Checkpoints;

/// <summary>Writes safetensors files by hand, wrong ones too.</summary>
internal static class SafetensorsFiles
{
    public static void Write(string path, string header, byte[] values)
    {
        using var stream = File.Create(path);
        var json = Encoding.UTF8.GetBytes(header);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        stream.Write(length);
        stream.Write(json);
        stream.Write(values);
    }

    /// <summary>The free text of a file's header.</summary>
    public static JsonObject Metadata(string path) => Header(path).Header["__metadata__"]!.AsObject();

    /// <summary>Gives the free text of a file's header another value.</summary>
    public static void SetMetadata(string path, string key, string value)
    {
        var (header, values) = Header(path);
        header["__metadata__"]![key] = value;
        Write(path, header.ToJsonString(), values);
    }

    /// <summary>A file's header, and the bytes after it.</summary>
    public static (JsonObject Header, byte[] Values) Header(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return (JsonNode.Parse(bytes.AsSpan(sizeof(ulong), length))!.AsObject(), bytes[(sizeof(ulong) + length)..]);
    }

    /// <summary>The description of a tensor of bytes.</summary>
    public static string Bytes(string name, long from, long to) => $$"""
        "{{name}}": {"dtype": "U8", "shape": [{{to - from}}], "data_offsets": [{{from}}, {{to}}]}
        """;
}
