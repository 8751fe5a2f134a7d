namespace LoraDsl.Formats.Peft;

/// <summary>The names or the expression of a selection, ready to be tried.</summary>
internal sealed class TargetNames
{
    private readonly ConfigPlace place;
    private readonly IReadOnlyList<string> list;
    private readonly HashSet<string> names;
    private readonly PathExpression? expression;

    /// <summary>Takes names in.</summary>
    /// <param name="modules">The names.</param>
    /// <param name="place">Where they stand, for messages.</param>
    /// <exception cref="InvalidDataException">The expression is none.</exception>
    public TargetNames(ModuleNames modules, ConfigPlace place)
    {
        this.place = place;
        list = modules.List ?? [];
        names = list.ToHashSet(StringComparer.Ordinal);
        expression = modules.Expression is { } text ? new PathExpression(text, place) : null;
    }

    /// <summary>The end of a path, or all of it, that is named; <see langword="null"/> where nothing of it is.</summary>
    public string? Match(string path) => expression is null
        ? PathEnds.Of(path).FirstOrDefault(names.Contains)
        : expression.IsMatch(path) ? path : null;

    /// <summary>A sentence for each name that none of the paths has.</summary>
    public IEnumerable<string> Unmatched(IReadOnlyCollection<string> paths)
    {
        var found = paths.SelectMany(PathEnds.Of).Where(names.Contains).ToHashSet(StringComparer.Ordinal);
        return list.Where(name => !found.Contains(name)).Select(name => $"{place} names '{name}', which is no layer of the model that can be adapted.");
    }
}
