using System.Text.RegularExpressions;

namespace LoraDsl.Formats.Peft;

/// <summary>
/// Finds the value that a pattern of PEFT's has for a path: that of the first key which, as a regular expression, the path or its part
/// behind a dot matches. A file may have a key for every layer, so keys that are mere names are looked up, not tried one by one.
/// </summary>
public sealed class PatternLookup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<double> values = [];
    private readonly List<(int Place, Regex Expression)> expressions = [];

    /// <summary>Names by their length and the places of their dots, at which an expression takes any character.</summary>
    private readonly Dictionary<string, (int Length, int[] Dots, Dictionary<string, int> Places)> names = new(StringComparer.Ordinal);

    private readonly string file;

    /// <summary>Takes the pattern in.</summary>
    /// <param name="pattern">Values by key.</param>
    /// <param name="file">The file that it stands in, for messages.</param>
    /// <exception cref="InvalidDataException">A key is no regular expression.</exception>
    public PatternLookup(IReadOnlyDictionary<string, double>? pattern, string file)
    {
        this.file = file;
        foreach (var (key, value) in pattern ?? new Dictionary<string, double>())
        {
            if (key.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.'))
                AddName(key, values.Count);
            else
                expressions.Add((values.Count, Expression(key)));
            values.Add(value);
        }
    }

    /// <summary>The value for a path, or the default.</summary>
    /// <exception cref="InvalidDataException">A key takes too long to be tried.</exception>
    public double ValueFor(string path, double otherwise)
    {
        var first = FirstName(path);
        foreach (var (place, expression) in expressions)
        {
            if (place > first)
                break;
            if (IsMatch(expression, path))
                return values[place];
        }

        return first < values.Count ? values[first] : otherwise;
    }

    private Regex Expression(string key)
    {
        try
        {
            return new Regex($@"^(.*\.)?({key})$", RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"'{file}' has the key '{key}' in a pattern, which is no regular expression: {error.Message}", error);
        }
    }

    private bool IsMatch(Regex expression, string path)
    {
        try
        {
            return expression.IsMatch(path);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new InvalidDataException($"'{file}' has a pattern that takes more than {Patience.TotalSeconds} s to be tried on '{path}': {expression}", error);
        }
    }

    private void AddName(string key, int place)
    {
        int[] dots = [.. key.Index().Where(entry => entry.Item == '.').Select(entry => entry.Index)];
        var form = $"{key.Length}: {string.Join(' ', dots)}";
        if (!names.TryGetValue(form, out var alike))
            names.Add(form, alike = (key.Length, dots, new Dictionary<string, int>(StringComparer.Ordinal)));
        alike.Places.TryAdd(key, place);
    }

    private int FirstName(string path)
    {
        var first = values.Count;
        foreach (var end in PathEnds.Of(path))
        {
            foreach (var (length, dots, places) in names.Values)
            {
                if (length == end.Length && places.TryGetValue(WithDots(end, dots), out var place))
                    first = Math.Min(first, place);
            }
        }

        return first;
    }

    private static string WithDots(string text, int[] dots) => string.Create(text.Length, (text, dots), static (target, source) =>
    {
        source.text.CopyTo(target);
        foreach (var dot in source.dots)
            target[dot] = '.';
    });
}
