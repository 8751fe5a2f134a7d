namespace TorchSharp;

/// <summary>Conversions between <see cref="Scalar"/> and the number types.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>The number as a scalar.</summary>
    public static Scalar ToScalar(this byte value) => value;
    /// <inheritdoc cref="ToScalar(byte)"/>
    public static Scalar ToScalar(this sbyte value) => value;
    /// <inheritdoc cref="ToScalar(byte)"/>
    public static Scalar ToScalar(this short value) => value;
    /// <inheritdoc cref="ToScalar(byte)"/>
    public static Scalar ToScalar(this int value) => value;
    /// <inheritdoc cref="ToScalar(byte)"/>
    public static Scalar ToScalar(this long value) => value;
    /// <inheritdoc cref="ToScalar(byte)"/>
    public static Scalar ToScalar(this Half value) => value;
    /// <inheritdoc cref="ToScalar(byte)"/>
    public static Scalar ToScalar(this BFloat16 value) => value;
    /// <summary>The number, rounded to half precision with the exponent of a single, as a scalar.</summary>
    public static Scalar ToBFloat16Scalar(this float value) => (BFloat16)value;
    /// <inheritdoc cref="ToScalar(byte)"/>
    public static Scalar ToScalar(this float value) => value;
    /// <inheritdoc cref="ToScalar(byte)"/>
    public static Scalar ToScalar(this double value) => value;
    /// <inheritdoc cref="ToScalar(byte)"/>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>The number in another type; a fraction is cut off where the type has none.</summary>
    public static byte ToByte(this Scalar value) => value.To<byte>();
    /// <inheritdoc cref="ToByte(Scalar)"/>
    public static sbyte ToSByte(this Scalar value) => value.To<sbyte>();
    /// <inheritdoc cref="ToByte(Scalar)"/>
    public static short ToInt16(this Scalar value) => value.To<short>();
    /// <inheritdoc cref="ToByte(Scalar)"/>
    public static int ToInt32(this Scalar value) => value.To<int>();
    /// <inheritdoc cref="ToByte(Scalar)"/>
    public static long ToInt64(this Scalar value) => value.To<long>();
    /// <inheritdoc cref="ToByte(Scalar)"/>
    public static Half ToHalf(this Scalar value) => value.To<Half>();
    /// <inheritdoc cref="ToByte(Scalar)"/>
    public static BFloat16 ToBFloat16(this Scalar value) => (BFloat16)value.To<double>();
    /// <inheritdoc cref="ToByte(Scalar)"/>
    public static float ToSingle(this Scalar value) => value.To<float>();
    /// <inheritdoc cref="ToByte(Scalar)"/>
    public static double ToDouble(this Scalar value) => value.To<double>();
    /// <summary>Whether the number is other than zero.</summary>
    public static bool ToBoolean(this Scalar value) => value.To<double>() != 0;
}
