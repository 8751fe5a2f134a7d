using System.Buffers.Binary;
using System.Text;

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

    /// <summary>The description of a tensor of bytes.</summary>
    public static string Bytes(string name, long from, long to) => $$"""
        "{{name}}": {"dtype": "U8", "shape": [{{to - from}}], "data_offsets": [{{from}}, {{to}}]}
        """;
}
