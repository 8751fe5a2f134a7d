using System.Globalization;

namespace TorchSharp;

/// <summary>A number of half precision with the exponent of a single: its upper 16 bits, rounded to the nearest, ties to even.</summary>
public readonly partial struct BFloat16 : IComparable<BFloat16>, IEquatable<BFloat16>, IComparable, IFormattable
{
    private readonly ushort _bits;

    /// <summary>The number nearest to a single.</summary>
    public BFloat16(float f) => _bits = Round(f);

    private BFloat16(ushort bits, bool _) => _bits = bits;

    /// <summary>The number of a bit pattern.</summary>
    public static BFloat16 FromRawValue(ushort rawValue) => new(rawValue, true);

    /// <summary>The number as a single; nothing is lost.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)_bits << 16);

    /// <summary>Whether the numbers are the same; NaN is not itself, as in TorchSharp.</summary>
    public bool Equals(BFloat16 other) => this == other;

    /// <inheritdoc cref="Equals(BFloat16)"/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <summary>A hash of the number.</summary>
    public override int GetHashCode() => ToSingle().GetHashCode();

    /// <summary>The order of two numbers; NaN comes first.</summary>
    public int CompareTo(BFloat16 other) => ToSingle().CompareTo(other.ToSingle());

    /// <inheritdoc cref="CompareTo(BFloat16)"/>
    /// <exception cref="ArgumentException">The object is no <see cref="BFloat16"/>.</exception>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        BFloat16 other => CompareTo(other),
        _ => throw new ArgumentException($"A BFloat16 is compared with its like only, not with a {obj.GetType().Name}.", nameof(obj)),
    };

    /// <summary>The number as a single is written.</summary>
    public override string ToString() => ToSingle().ToString(CultureInfo.CurrentCulture);

    /// <inheritdoc cref="ToString()"/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToSingle().ToString(format, formatProvider);

    private static ushort Round(float f)
    {
        var bits = BitConverter.SingleToUInt32Bits(f);
        return float.IsNaN(f) ? (ushort)0x7fc0 : (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }
}
