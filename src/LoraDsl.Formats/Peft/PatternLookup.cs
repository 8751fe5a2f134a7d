namespace LoraDsl.Formats.Peft;

/// <summary>
/// Finds the value that a pattern of PEFT's has for a path: that of the first key which, as a regular expression, the path or its part
/// behind a dot matches. A file may have a key for every layer, so keys that are mere names are looked up, not tried one by one.
/// </summary>
public sealed class PatternLookup
{
    private readonly List<(string Key, double Value)> entries = [];
    private readonly List<(int Place, PathExpression Expression)> expressions = [];

    /// <summary>Names by their length and the places of their dots, at which an expression takes any character.</summary>
    private readonly Dictionary<string, (int Length, int[] Dots, Dictionary<string, int> Places)> names = new(StringComparer.Ordinal);

    private readonly ConfigPlace place;

    /// <summary>Takes the pattern in.</summary>
    /// <param name="pattern">Values by key.</param>
    /// <param name="file">The file that it stands in, for messages.</param>
    /// <param name="key">Its key there, for messages.</param>
    /// <exception cref="InvalidDataException">A key is no regular expression.</exception>
    public PatternLookup(IReadOnlyDictionary<string, double>? pattern, string file, string key = "alpha_pattern")
    {
        place = new ConfigPlace(file, key);
        foreach (var (name, value) in pattern ?? new Dictionary<string, double>())
        {
            if (name.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.'))
                AddName(name, entries.Count);
            else
                expressions.Add((entries.Count, new PathExpression(name, place, matchesEnds: true)));
            entries.Add((name, value));
        }
    }

    /// <summary>The value for a path, or <see langword="null"/> where no key matches.</summary>
    /// <exception cref="InvalidDataException">A key takes too long to be tried.</exception>
    public double? Find(string path)
    {
        var first = FirstName(path);
        foreach (var (index, expression) in expressions)
        {
            if (index > first)
                break;
            if (expression.IsMatch(path))
                return entries[index].Value;
        }

        return first < entries.Count ? entries[first].Value : null;
    }

    /// <summary>The value for a path, or the default.</summary>
    /// <inheritdoc cref="Find"/>
    public double ValueFor(string path, double otherwise) => Find(path) ?? otherwise;

    /// <summary>A sentence for each key that none of the paths matches.</summary>
    /// <exception cref="InvalidDataException">A key takes too long to be tried.</exception>
    public IEnumerable<string> Unmatched(IReadOnlyCollection<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var found = new HashSet<int>();
        foreach (var path in paths)
            found.UnionWith(NamesOf(path));
        foreach (var (index, expression) in expressions)
        {
            if (paths.Any(expression.IsMatch))
                found.Add(index);
        }

        return entries.Index().Where(entry => !found.Contains(entry.Index)).Select(entry => $"{place} has the key '{entry.Item.Key}', which no adapted layer matches.");
    }

    private void AddName(string key, int index)
    {
        int[] dots = [.. key.Index().Where(entry => entry.Item == '.').Select(entry => entry.Index)];
        var form = $"{key.Length}: {string.Join(' ', dots)}";
        if (!names.TryGetValue(form, out var alike))
            names.Add(form, alike = (key.Length, dots, new Dictionary<string, int>(StringComparer.Ordinal)));
        alike.Places.TryAdd(key, index);
    }

    private int FirstName(string path)
    {
        var first = entries.Count;
        foreach (var found in NamesOf(path))
            first = Math.Min(first, found);
        return first;
    }

    private IEnumerable<int> NamesOf(string path)
    {
        foreach (var end in PathEnds.Of(path))
        {
            foreach (var (length, dots, places) in names.Values)
            {
                if (length == end.Length && places.TryGetValue(WithDots(end, dots), out var found))
                    yield return found;
            }
        }
    }

    private static string WithDots(string text, int[] dots) => string.Create(text.Length, (text, dots), static (target, source) =>
    {
        source.text.CopyTo(target);
        foreach (var dot in source.dots)
            target[dot] = '.';
    });
}
