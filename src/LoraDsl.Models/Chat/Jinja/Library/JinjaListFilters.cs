using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Library;

/// <summary>Filters of lists.</summary>
internal static class JinjaListFilters
{
    /// <summary>What the value has in it.</summary>
    /// <exception cref="JinjaError">It has nothing in it.</exception>
    public static IEnumerable<object?> Items(JinjaArguments arguments) =>
        JinjaValue.Items(arguments.Positional[0]) ?? throw arguments.Error($"does not go with {JinjaValue.TypeOf(arguments.Positional[0])}");

    /// <summary>A part of an item, by a path such as <c>function.name</c>.</summary>
    public static object? Part(object? item, object? path, int line) => path switch
    {
        string text => text.Split('.').Aggregate(item, (part, key) => JinjaMembers.ValueOf(part, long.TryParse(key, out var index) ? index : key, line)),
        _ => JinjaMembers.ValueOf(item, path, line),
    };

    /// <summary>Joins the items' texts.</summary>
    public static object? Join(JinjaArguments arguments)
    {
        var path = arguments.Get(2, "attribute");
        return string.Join(JinjaText.Of(arguments.Get(1, "d", "")), Items(arguments).Select(item => JinjaText.Of(path is null ? item : Part(item, path, arguments.Line))));
    }

    /// <summary>Adds the items up.</summary>
    public static object? Sum(JinjaArguments arguments)
    {
        var path = arguments.Get(1, "attribute");
        return Items(arguments).Aggregate(
            arguments.Get(2, "start", 0L), (sum, item) => JinjaOperators.Apply("+", sum, path is null ? item : Part(item, path, arguments.Line), arguments.Line));
    }

    /// <summary>A part of each item, or each behind a filter.</summary>
    public static object? Map(JinjaArguments arguments)
    {
        if (arguments.Named.TryGetValue("attribute", out var path))
        {
            var otherwise = arguments.Named.TryGetValue("default", out var given) ? given : null;
            return Items(arguments).Select(item => Part(item, path, arguments.Line) is var part && part is JinjaUndefined && otherwise is not null ? otherwise : part).ToList();
        }

        var name = arguments.Text(1, "filter");
        if (!JinjaFilters.All.TryGetValue(name, out var filter))
            throw arguments.Error($"knows no filter '{name}'");
        return Items(arguments).Select(item => filter(new JinjaArguments($"the filter {name}", [item, .. arguments.Positional.Skip(2)], arguments.Named, arguments.Line))).ToList();
    }

    /// <summary>The items that pass a test, or those that do not; without a test, those that are true.</summary>
    public static object? Select(JinjaArguments arguments, bool byAttribute, bool keeps)
    {
        var path = byAttribute ? arguments.Require(1, "attribute") : null;
        var first = byAttribute ? 2 : 1;
        Func<JinjaArguments, bool> test = value => JinjaValue.IsTrue(value.Positional[0]);
        if (arguments.Positional.Count > first)
        {
            var name = arguments.Text(first, "test");
            test = JinjaTests.All.TryGetValue(name, out var known) ? known : throw arguments.Error($"knows no test '{name}'");
        }

        return Items(arguments).Where(item => keeps == test(new JinjaArguments(
            arguments.Callee, [byAttribute ? Part(item, path, arguments.Line) : item, .. arguments.Positional.Skip(first + 1)], arguments.Named, arguments.Line))).ToList();
    }
}
