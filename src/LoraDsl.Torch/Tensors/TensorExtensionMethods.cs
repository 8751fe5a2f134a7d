using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Conversions between tensors and numbers.</summary>
public static partial class TensorExtensionMethods
{
    /// <summary>The tensor's only element as another type of number.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">There is not exactly one element.</exception>
    public static byte ToByte(this Tensor value) => value.ToScalar().ToByte();

    /// <inheritdoc cref="ToByte(Tensor)"/>
    public static sbyte ToSByte(this Tensor value) => value.ToScalar().ToSByte();

    /// <inheritdoc cref="ToByte(Tensor)"/>
    public static short ToInt16(this Tensor value) => value.ToScalar().ToInt16();

    /// <inheritdoc cref="ToByte(Tensor)"/>
    public static int ToInt32(this Tensor value) => value.ToScalar().ToInt32();

    /// <inheritdoc cref="ToByte(Tensor)"/>
    public static long ToInt64(this Tensor value) => value.ToScalar().ToInt64();

    /// <inheritdoc cref="ToByte(Tensor)"/>
    public static Half ToHalf(this Tensor value) => value.ToScalar().ToHalf();

    /// <inheritdoc cref="ToByte(Tensor)"/>
    public static BFloat16 ToBFloat16(this Tensor value) => value.ToScalar().ToBFloat16();

    /// <inheritdoc cref="ToByte(Tensor)"/>
    public static float ToSingle(this Tensor value) => value.ToScalar().ToSingle();

    /// <inheritdoc cref="ToByte(Tensor)"/>
    public static double ToDouble(this Tensor value) => value.ToScalar().ToDouble();

    /// <summary>Whether the tensor's only element is other than zero.</summary>
    public static bool ToBoolean(this Tensor value) => value.ToScalar().ToBoolean();

    /// <summary>Makes a parameter of the tensor, whose place it takes: the tensor is invalid after it.</summary>
    public static Parameter AsParameter(this Tensor tensor) => new(tensor);

    /// <summary>The bytes of one element.</summary>
    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        _ => 16,
    };

    /// <summary>The number of elements of a shape.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The number as a tensor without dimensions.</summary>
    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false) where T : unmanaged
    {
        T[] values = [scalar];
        using var row = from_array(values, device);
        var number = row.reshape([]);
        return requires_grad ? number.requires_grad_() : number;
    }
}
