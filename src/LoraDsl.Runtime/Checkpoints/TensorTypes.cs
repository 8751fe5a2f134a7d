using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>Which of libtorch's types the safetensors format (huggingface/safetensors) has a name for.</summary>
internal static class TensorTypes
{
    private static readonly (ScalarType Type, string Name)[] Names =
    [
        (ScalarType.Float64, "F64"), (ScalarType.Float32, "F32"), (ScalarType.Float16, "F16"), (ScalarType.BFloat16, "BF16"),
        (ScalarType.Int64, "I64"), (ScalarType.Int32, "I32"), (ScalarType.Int16, "I16"), (ScalarType.Int8, "I8"),
        (ScalarType.Byte, "U8"), (ScalarType.Bool, "BOOL"),
    ];

    /// <summary>The format's name, or <see langword="null"/> where it has none.</summary>
    public static string? NameOf(ScalarType type) => Array.Find(Names, entry => entry.Type == type).Name;

    /// <summary>libtorch's type of a name, or <see langword="null"/> where there is none.</summary>
    public static ScalarType? TypeOf(string name)
    {
        var found = Array.FindIndex(Names, entry => entry.Name == name);
        return found < 0 ? null : Names[found].Type;
    }
}
