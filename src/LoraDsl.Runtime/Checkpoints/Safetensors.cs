using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>What the safetensors format (huggingface/safetensors) calls the element types, and which of them are read and written here.</summary>
internal static class Safetensors
{
    /// <summary>Bytes of the number in front of the file that says how long the header is.</summary>
    public const int LengthSize = sizeof(ulong);

    /// <summary>The key of the header that holds free text instead of a tensor.</summary>
    public const string MetadataKey = "__metadata__";

    private static readonly (ScalarType Type, string Name, int Size)[] Types =
    [
        (ScalarType.Float64, "F64", 8), (ScalarType.Float32, "F32", 4), (ScalarType.Float16, "F16", 2), (ScalarType.BFloat16, "BF16", 2),
        (ScalarType.Int64, "I64", 8), (ScalarType.Int32, "I32", 4), (ScalarType.Int16, "I16", 2), (ScalarType.Int8, "I8", 1),
        (ScalarType.Byte, "U8", 1), (ScalarType.Bool, "BOOL", 1),
    ];

    public static string? NameOf(ScalarType type) => Array.Find(Types, entry => entry.Type == type).Name;

    public static ScalarType? TypeOf(string name)
    {
        var found = Array.FindIndex(Types, entry => entry.Name == name);
        return found < 0 ? null : Types[found].Type;
    }

    /// <summary>Bytes of a value, or <see langword="null"/> of a type that is not known here.</summary>
    public static int? SizeOf(string name)
    {
        var found = Array.FindIndex(Types, entry => entry.Name == name);
        return found < 0 ? null : Types[found].Size;
    }
}
