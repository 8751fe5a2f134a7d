using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>What the safetensors format (huggingface/safetensors) calls the element types, and which of them are read and written here.</summary>
internal static class Safetensors
{
    /// <summary>Bytes of the number in front of the file that says how long the header is.</summary>
    public const int LengthSize = sizeof(ulong);

    /// <summary>The key of the header that holds free text instead of a tensor.</summary>
    public const string MetadataKey = "__metadata__";

    private static readonly (ScalarType Type, string Name)[] Types =
    [
        (ScalarType.Float64, "F64"), (ScalarType.Float32, "F32"), (ScalarType.Float16, "F16"), (ScalarType.BFloat16, "BF16"),
        (ScalarType.Int64, "I64"), (ScalarType.Int32, "I32"), (ScalarType.Int16, "I16"), (ScalarType.Int8, "I8"),
        (ScalarType.Byte, "U8"), (ScalarType.Bool, "BOOL"),
    ];

    public static string? NameOf(ScalarType type) => Array.Find(Types, entry => entry.Type == type).Name;

    public static ScalarType? TypeOf(string name)
    {
        var found = Array.FindIndex(Types, entry => entry.Name == name);
        return found < 0 ? null : Types[found].Type;
    }
}
