using System.Globalization;
using System.Runtime.CompilerServices;

namespace LoraDsl.Limits;

/// <summary>
/// Numbers that an option can have, or an error with the option's name, its value and its range. Linked into the assemblies above as source. The
/// options of adapters are not among them: OptionVerdict checks those at compile time, too.
/// </summary>
internal static class OptionGuard
{
    /// <summary>A number from a least one on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below.</exception>
    public static T AtLeast<T>(T least, T value, [CallerMemberName] string? name = null)
        where T : IComparable<T>, IFormattable => value.CompareTo(least) >= 0
        ? value
        : throw Outside(name, value, $"{Text(least)} or more");

    /// <summary>A number above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not, or not finite.</exception>
    public static double Positive(double value, [CallerMemberName] string? name = null) =>
        value > 0 && double.IsFinite(value) ? value : throw Outside(name, value, "a number above 0");

    /// <summary>A number from 0 on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below, or not finite.</exception>
    public static double NotNegative(double value, [CallerMemberName] string? name = null) =>
        value >= 0 && double.IsFinite(value) ? value : throw Outside(name, value, "a number, 0 or more");

    /// <summary>A share that is not the whole: the decay of a moving average, a sparsity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside [0, 1).</exception>
    public static double ShareBelowOne(double value, [CallerMemberName] string? name = null) =>
        value is >= 0 and < 1 ? value : throw Outside(name, value, "at least 0 and less than 1");

    /// <summary>A share that is not nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside (0, 1].</exception>
    public static double ShareAboveZero(double value, [CallerMemberName] string? name = null) =>
        value is > 0 and <= 1 ? value : throw Outside(name, value, "a number above 0 and up to 1");

    private static ArgumentOutOfRangeException Outside(string? name, IFormattable value, string range) =>
        new(name, value, $"{name} is {Text(value)}: give {range}.");

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
