using System.Text;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Library;

/// <summary>What operators do, as in Python.</summary>
internal static class JinjaOperators
{
    /// <summary>The longest text that is made by repeating another.</summary>
    private const long MostCharacters = 1 << 24;

    /// <summary>Computes.</summary>
    /// <exception cref="JinjaError">The values do not go with the operator.</exception>
    public static object? Apply(string name, object? left, object? right, int line)
    {
        try
        {
            return (name, left, right) switch
            {
                ("~", _, _) => JinjaText.Of(left) + JinjaText.Of(right),
                ("+", string a, string b) => a + b,
                ("+", object?[] a, object?[] b) => (object?[])[.. a, .. b],
                ("+", List<object?> a, List<object?> b) => (List<object?>)[.. a, .. b],
                ("*", string text, _) when JinjaValue.Whole(right) is { } times => Repeated(text, times, line),
                ("*", _, string text) when JinjaValue.Whole(left) is { } times => Repeated(text, times, line),
                _ => JinjaValue.Number(left) is { } x && JinjaValue.Number(right) is { } y ? OfNumbers(name, left, right, x, y) : throw Misfit(),
            };
        }
        catch (Exception error) when (error is OverflowException or DivideByZeroException)
        {
            throw new JinjaError(line, $"{JinjaText.Shown(left)} {name} {JinjaText.Shown(right)} has no value");
        }

        JinjaError Misfit() => new(line, $"'{name}' does not go with {JinjaValue.TypeOf(left)} and {JinjaValue.TypeOf(right)}");
    }

    /// <summary>Compares.</summary>
    /// <exception cref="JinjaError">The values have no order, or nothing is in the right one.</exception>
    public static bool Compare(string name, object? left, object? right, int line)
    {
        switch (name)
        {
            case "==":
                return JinjaValue.AreEqual(left, right);
            case "!=":
                return !JinjaValue.AreEqual(left, right);
            case "in":
                return Contains(right, left, line);
            case "not in":
                return !Contains(right, left, line);
        }

        var order = JinjaValue.Compare(left, right) ?? throw new JinjaError(line, $"'{name}' does not go with {JinjaValue.TypeOf(left)} and {JinjaValue.TypeOf(right)}");
        return name switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>A part of a text or a list.</summary>
    /// <exception cref="JinjaError">It has no parts, or a bound is no whole number.</exception>
    public static object? Slice(object? value, object? from, object? to, object? by, int line)
    {
        var items = value is string or IReadOnlyList<object?> ? JinjaValue.Items(value)!.ToList() : throw new JinjaError(line, $"{JinjaValue.TypeOf(value)} has no parts, [from:to]");
        var step = Bound(by) ?? 1;
        if (step == 0)
            throw new JinjaError(line, "the step of [from:to:step] is 0");
        var (least, most) = step > 0 ? (0L, (long)items.Count) : (-1L, items.Count - 1L);
        var (start, end) = (Place(Bound(from), step > 0 ? least : most), Place(Bound(to), step > 0 ? most : least));
        var kept = new List<object?>();
        for (var at = start; step > 0 ? at < end : at > end; at += step)
            kept.Add(items[(int)at]);
        return value switch
        {
            string => string.Concat(kept),
            object?[] => kept.ToArray(),
            _ => kept,
        };

        long Place(long? bound, long otherwise) => bound is { } place ? Math.Clamp(place < 0 ? place + items.Count : place, least, most) : otherwise;
        long? Bound(object? bound) => bound is null ? null : JinjaValue.Whole(bound) ?? throw new JinjaError(line, $"a bound of [from:to] is {JinjaValue.TypeOf(bound)}");
    }

    private static bool Contains(object? holder, object? item, int line) => (holder, item) switch
    {
        (string text, string part) => text.Contains(part, StringComparison.Ordinal),
        (JinjaMap map, _) => item is string key && map.ContainsKey(key),
        (string, _) => throw new JinjaError(line, $"'in' does not go with {JinjaValue.TypeOf(item)} and a text"),
        _ => (JinjaValue.Items(holder) ?? throw new JinjaError(line, $"nothing is in {JinjaValue.TypeOf(holder)}")).Any(each => JinjaValue.AreEqual(each, item)),
    };

    private static string Repeated(string text, long times, int line) => times <= 0 || text.Length == 0 ? ""
        : text.Length * times <= MostCharacters ? new StringBuilder().Insert(0, text, (int)times).ToString()
        : throw new JinjaError(line, $"a text of {text.Length} characters is repeated {times} times");

    private static double OfFloats(string name, double left, double right) => name switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => right == 0 ? throw new DivideByZeroException() : left / right,
        "//" => right == 0 ? throw new DivideByZeroException() : Math.Floor(left / right),
        "%" => right == 0 ? throw new DivideByZeroException() : left - right * Math.Floor(left / right),
        _ => Math.Pow(left, right),
    };

    // Each result is boxed by itself: a switch would make one type of them.
    private static object OfNumbers(string name, object? left, object? right, double x, double y)
    {
        var isWhole = left is not double && right is not double && name != "/" && (name != "**" || y >= 0);
        return isWhole ? (object)OfWholes(name, JinjaValue.Whole(left)!.Value, JinjaValue.Whole(right)!.Value) : OfFloats(name, x, y);
    }

    private static long OfWholes(string name, long left, long right) => checked(name switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "//" => left / right - (left % right != 0 && left < 0 != right < 0 ? 1 : 0),
        "%" => left % right is var rest && rest != 0 && rest < 0 != right < 0 ? rest + right : left % right,
        _ => Power(left, right),
    });

    private static long Power(long root, long exponent)
    {
        var power = 1L;
        for (; exponent > 0; exponent--)
        {
            power = checked(power * root);
            if (power is 0 or 1 or -1 && root is 0 or 1 or -1)
                return root == -1 && (exponent - 1) % 2 != 0 ? -power : power;
        }

        return power;
    }
}
