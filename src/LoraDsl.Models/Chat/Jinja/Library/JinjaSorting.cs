using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Library;

/// <summary>Filters that depend on the order of values. Capitals do not count unless it is asked for.</summary>
internal static class JinjaSorting
{
    /// <summary>Sorts items.</summary>
    public static object? Sort(JinjaArguments arguments)
    {
        var path = arguments.Get(3, "attribute");
        return Sorted(
            JinjaListFilters.Items(arguments), item => path is null ? item : JinjaListFilters.Part(item, path, arguments.Line), arguments.Flag(2, "case_sensitive"), arguments.Flag(1, "reverse"), arguments).ToList();
    }

    /// <summary>Sorts a dictionary's pairs.</summary>
    public static object? DictSort(JinjaArguments arguments)
    {
        var place = arguments.Text(2, "by", "key") == "value" ? 1 : 0;
        var pairs = JinjaMembers.Pairs(arguments.Positional[0] as JinjaMap ?? throw arguments.Error("needs a dictionary"));
        return Sorted(pairs, pair => ((object?[])pair!)[place], arguments.Flag(1, "case_sensitive"), arguments.Flag(3, "reverse"), arguments).ToList();
    }

    /// <summary>The first of equal items.</summary>
    public static object? Unique(JinjaArguments arguments)
    {
        var (kept, path, isExact) = (new List<(object? Item, object? Key)>(), arguments.Get(2, "attribute"), arguments.Flag(1, "case_sensitive"));
        foreach (var item in JinjaListFilters.Items(arguments))
        {
            var key = Key(path is null ? item : JinjaListFilters.Part(item, path, arguments.Line), isExact);
            if (!kept.Exists(each => JinjaValue.AreEqual(each.Key, key)))
                kept.Add((item, key));
        }

        return kept.Select(each => each.Item).ToList();
    }

    /// <summary>The least or the greatest item.</summary>
    public static object? Extreme(JinjaArguments arguments, bool isGreatest)
    {
        var path = arguments.Get(2, "attribute");
        return Sorted(JinjaListFilters.Items(arguments), item => path is null ? item : JinjaListFilters.Part(item, path, arguments.Line), arguments.Flag(1, "case_sensitive"), isGreatest, arguments)
            .DefaultIfEmpty(new JinjaUndefined("the least of nothing")).First();
    }

    private static IEnumerable<object?> Sorted(IEnumerable<object?> items, Func<object?, object?> key, bool isExact, bool isReverse, JinjaArguments arguments)
    {
        var order = Comparer<object?>.Create((left, right) =>
            JinjaValue.Compare(left, right) ?? throw arguments.Error($"finds no order of {JinjaValue.TypeOf(left)} and {JinjaValue.TypeOf(right)}"));
        var keyed = items.ToList();
        try
        {
            return isReverse ? [.. keyed.OrderByDescending(item => Key(key(item), isExact), order)] : [.. keyed.OrderBy(item => Key(key(item), isExact), order)];
        }
        catch (InvalidOperationException error) when (error.InnerException is JinjaError inner)
        {
            throw inner;
        }
    }

    private static object? Key(object? value, bool isExact) => value is string text && !isExact ? text.ToLowerInvariant() : value;
}
