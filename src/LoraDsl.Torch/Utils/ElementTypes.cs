using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Which .NET type holds an element of a dtype.</summary>
internal static class ElementTypes
{
    /// <exception cref="ArgumentException">The .NET type is another.</exception>
    public static void Check<T>(ScalarType dtype)
    {
        if (Of(dtype) != typeof(T))
            throw new ArgumentException($"The elements are {dtype}, which is no {typeof(T).Name}; convert the tensor with to(...) first.");
    }

    private static Type? Of(ScalarType dtype) => dtype switch
    {
        ScalarType.Byte => typeof(byte),
        ScalarType.Int8 => typeof(sbyte),
        ScalarType.Int16 => typeof(short),
        ScalarType.Int32 => typeof(int),
        ScalarType.Int64 => typeof(long),
        ScalarType.Float16 => typeof(Half),
        ScalarType.BFloat16 => typeof(BFloat16),
        ScalarType.Float32 => typeof(float),
        ScalarType.Float64 => typeof(double),
        ScalarType.Bool => typeof(bool),
        _ => null,
    };
}
