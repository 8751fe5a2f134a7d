using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number that remembers whether it was an integer, a floating-point number or a truth value.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(Tag tag, long bits, ScalarType type)
    {
        Tag = tag;
        Bits = bits;
        Type = type;
    }

    /// <summary>The type of the number.</summary>
    public ScalarType Type { get; }

    internal Tag Tag { get; }

    // An integer, the bits of a double, or 0 and 1.
    internal long Bits { get; }

    internal static Scalar FromNative(NativeValue value) => value.Tag switch
    {
        Tag.Double => value.Real,
        Tag.Bool => value.Integer != 0,
        _ => value.Integer,
    };

    /// <summary>Nothing is held: the method is there because TorchSharp's scalars hold native memory.</summary>
    public void Dispose()
    {
    }

    internal T To<T>() where T : System.Numerics.INumberBase<T> =>
        Tag == Tag.Double ? T.CreateTruncating(BitConverter.Int64BitsToDouble(Bits)) : T.CreateTruncating(Bits);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(byte value) => new(Tag.Int, value, ScalarType.Int64);
    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(sbyte value) => new(Tag.Int, value, ScalarType.Int64);
    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(short value) => new(Tag.Int, value, ScalarType.Int64);
    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(int value) => new(Tag.Int, value, ScalarType.Int64);
    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(long value) => new(Tag.Int, value, ScalarType.Int64);
    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(Half value) => (double)value;
    /// <inheritdoc cref="op_Implicit(Half)"/>
    public static implicit operator Scalar(BFloat16 value) => (double)value;
    /// <inheritdoc cref="op_Implicit(Half)"/>
    public static implicit operator Scalar(float value) => (double)value;
    /// <inheritdoc cref="op_Implicit(Half)"/>
    public static implicit operator Scalar(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value), ScalarType.Float64);
    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(Tag.Bool, value ? 1 : 0, ScalarType.Bool);
}
