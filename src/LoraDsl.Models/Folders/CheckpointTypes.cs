using static TorchSharp.torch;

namespace LoraDsl.Models.Folders;

/// <summary>libtorch's types by the names that the safetensors format (huggingface/safetensors) has for them.</summary>
internal static class CheckpointTypes
{
    private static readonly (ScalarType Type, string Name, string ConfigName)[] FloatingPoint =
    [
        (ScalarType.Float64, "F64", "float64"), (ScalarType.Float32, "F32", "float32"),
        (ScalarType.Float16, "F16", "float16"), (ScalarType.BFloat16, "BF16", "bfloat16"),
    ];

    /// <summary>The type of a name; <see langword="null"/> for what no weight here is made of.</summary>
    public static ScalarType? TypeOf(string name)
    {
        var found = Array.FindIndex(FloatingPoint, entry => entry.Name == name);
        return found < 0 ? null : FloatingPoint[found].Type;
    }

    /// <summary>The format's name of a type.</summary>
    /// <exception cref="NotSupportedException">Weights are not of this type.</exception>
    public static string NameOf(ScalarType type) => Find(type).Name;

    /// <summary>The name that <c>torch_dtype</c> of a configuration has for a type.</summary>
    /// <inheritdoc cref="NameOf"/>
    public static string ConfigNameOf(ScalarType type) => Find(type).ConfigName;

    private static (ScalarType Type, string Name, string ConfigName) Find(ScalarType type)
    {
        var found = Array.FindIndex(FloatingPoint, entry => entry.Type == type);
        return found >= 0
            ? FloatingPoint[found]
            : throw new NotSupportedException($"A model's weights are float64, float32, float16 or bfloat16, not {type}.");
    }
}
