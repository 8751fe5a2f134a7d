namespace LoraDsl.Formats.Safetensors;

/// <summary>The names that the safetensors format (huggingface/safetensors) has for the types of values, and their sizes.</summary>
public static class ElementTypes
{
    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        ["F64"] = 8,
        ["F32"] = 4,
        ["F16"] = 2,
        ["BF16"] = 2,
        ["I64"] = 8,
        ["I32"] = 4,
        ["I16"] = 2,
        ["I8"] = 1,
        ["U8"] = 1,
        ["BOOL"] = 1,
    };

    /// <summary>Bytes of a value, or <see langword="null"/> for a type that is not known here.</summary>
    /// <param name="name">The format's name of the type.</param>
    public static int? SizeOf(string name) => Sizes.TryGetValue(name, out var size) ? size : null;
}
