namespace TorchSharp;

public readonly partial struct BFloat16
{
    /// <summary>Zero.</summary>
    public static readonly BFloat16 Zero = FromRawValue(0x0000);

    /// <summary>One.</summary>
    public static readonly BFloat16 One = FromRawValue(0x3f80);

    /// <summary>The greatest finite number.</summary>
    public static readonly BFloat16 MaxValue = FromRawValue(0x7f7f);

    /// <summary>The least finite number.</summary>
    public static readonly BFloat16 MinValue = FromRawValue(0xff7f);

    /// <summary>The least positive number with all its digits.</summary>
    public static readonly BFloat16 MinNormal = FromRawValue(0x0080);

    /// <summary>The least positive number.</summary>
    public static readonly BFloat16 SmallestSubnormal = FromRawValue(0x0001);

    /// <summary>The least positive number, as <see cref="float.Epsilon"/> is.</summary>
    public static readonly BFloat16 Epsilon = FromRawValue(0x0001);

    /// <summary>Infinity.</summary>
    public static readonly BFloat16 PositiveInfinity = FromRawValue(0x7f80);

    /// <summary>Minus infinity.</summary>
    public static readonly BFloat16 NegativeInfinity = FromRawValue(0xff80);

    /// <summary>No number.</summary>
    public static readonly BFloat16 NaN = FromRawValue(0x7fc0);

    /// <summary>Whether the number is no number.</summary>
    public static bool IsNaN(BFloat16 bf) => float.IsNaN(bf.ToSingle());

    /// <summary>Whether the number is neither infinite nor NaN.</summary>
    public static bool IsFinite(BFloat16 bf) => float.IsFinite(bf.ToSingle());

    /// <summary>Whether the number is infinite.</summary>
    public static bool IsInfinity(BFloat16 bf) => float.IsInfinity(bf.ToSingle());

    /// <summary>Whether the number is positive infinity.</summary>
    public static bool IsPositiveInfinity(BFloat16 bf) => float.IsPositiveInfinity(bf.ToSingle());

    /// <summary>Whether the number is negative infinity.</summary>
    public static bool IsNegativeInfinity(BFloat16 bf) => float.IsNegativeInfinity(bf.ToSingle());

    /// <summary>The nearest number.</summary>
    public static explicit operator BFloat16(float f) => new(f);

    /// <inheritdoc cref="op_Explicit(float)"/>
    public static explicit operator BFloat16(double d) => new((float)d);

    /// <summary>The same number in a wider type.</summary>
    public static explicit operator float(BFloat16 bf) => bf.ToSingle();

    /// <summary>The same number in a wider type.</summary>
    public static explicit operator double(BFloat16 bf) => bf.ToSingle();

    /// <summary>The number with the other sign.</summary>
    public static BFloat16 operator -(BFloat16 a) => FromRawValue((ushort)(a._bits ^ 0x8000));

    /// <summary>The sum, rounded.</summary>
    public static BFloat16 operator +(BFloat16 a, BFloat16 b) => new((float)a + (float)b);

    /// <summary>The difference, rounded.</summary>
    public static BFloat16 operator -(BFloat16 a, BFloat16 b) => new((float)a - (float)b);

    /// <summary>The product, rounded.</summary>
    public static BFloat16 operator *(BFloat16 a, BFloat16 b) => new((float)a * (float)b);

    /// <summary>The quotient, rounded.</summary>
    public static BFloat16 operator /(BFloat16 a, BFloat16 b) => new((float)a / (float)b);

    /// <summary>The remainder, rounded.</summary>
    public static BFloat16 operator %(BFloat16 a, BFloat16 b) => new((float)a % (float)b);

    /// <summary>Whether the first number is the second; never so with NaN.</summary>
    public static bool operator ==(BFloat16 a, BFloat16 b) => (float)a == (float)b;

    /// <summary>Whether the first number is less; never so with NaN.</summary>
    public static bool operator <(BFloat16 a, BFloat16 b) => (float)a < (float)b;

    /// <summary>Whether the first number is not greater; never so with NaN.</summary>
    public static bool operator <=(BFloat16 a, BFloat16 b) => (float)a <= (float)b;

    /// <summary>Whether the first number is greater; never so with NaN.</summary>
    public static bool operator >(BFloat16 a, BFloat16 b) => (float)a > (float)b;

    /// <summary>Whether the first number is not less; never so with NaN.</summary>
    public static bool operator >=(BFloat16 a, BFloat16 b) => (float)a >= (float)b;

    /// <summary>Whether the numbers differ, as NaN does from itself.</summary>
    public static bool operator !=(BFloat16 a, BFloat16 b) => !(a == b);
}
