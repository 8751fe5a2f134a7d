using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Library;

/// <summary>What can stand behind <c>is</c>.</summary>
internal static class JinjaTests
{
    /// <summary>The tests by name.</summary>
    public static IReadOnlyDictionary<string, Func<JinjaArguments, bool>> All { get; } = new Dictionary<string, Func<JinjaArguments, bool>>(StringComparer.Ordinal)
    {
        ["defined"] = value => Of(value) is not JinjaUndefined,
        ["undefined"] = value => Of(value) is JinjaUndefined,
        ["none"] = value => Of(value) is null,
        ["boolean"] = value => Of(value) is bool,
        ["true"] = value => Of(value) is true,
        ["false"] = value => Of(value) is false,
        ["string"] = value => Of(value) is string,
        ["number"] = value => Of(value) is bool or long or double,
        ["integer"] = value => Of(value) is long,
        ["float"] = value => Of(value) is double,
        ["mapping"] = value => Of(value) is JinjaMap,
        ["iterable"] = value => JinjaValue.Items(Of(value)) is not null,
        ["sequence"] = value => Of(value) is string or IReadOnlyCollection<object?> or JinjaMap or JinjaUndefined,
        ["callable"] = value => Of(value) is JinjaFunction,
        ["odd"] = value => Whole(value) % 2 != 0,
        ["even"] = value => Whole(value) % 2 == 0,
        ["divisibleby"] = value => Whole(value) % (value.Whole(1, "num") is { } number and not 0 ? number : throw value.Error("needs a number other than 0")) == 0,
        ["lower"] = value => (bool)JinjaStrings.Methods["islower"](JinjaText.Of(Of(value)), value)!,
        ["upper"] = value => (bool)JinjaStrings.Methods["isupper"](JinjaText.Of(Of(value)), value)!,
        ["sameas"] = value => Of(value) is bool or null ? Equals(Of(value), value.Require(1, "other")) : ReferenceEquals(Of(value), value.Require(1, "other")),
        ["in"] = value => Compare(value, "in"),
        ["eq"] = value => Compare(value, "=="),
        ["equalto"] = value => Compare(value, "=="),
        ["=="] = value => Compare(value, "=="),
        ["ne"] = value => Compare(value, "!="),
        ["!="] = value => Compare(value, "!="),
        ["lt"] = value => Compare(value, "<"),
        ["lessthan"] = value => Compare(value, "<"),
        ["<"] = value => Compare(value, "<"),
        ["le"] = value => Compare(value, "<="),
        ["<="] = value => Compare(value, "<="),
        ["gt"] = value => Compare(value, ">"),
        ["greaterthan"] = value => Compare(value, ">"),
        [">"] = value => Compare(value, ">"),
        ["ge"] = value => Compare(value, ">="),
        [">="] = value => Compare(value, ">="),
    };

    private static object? Of(JinjaArguments arguments) => arguments.Positional[0];

    private static long Whole(JinjaArguments arguments) => arguments.Whole(0, "value") ?? throw arguments.Error("needs a whole number");

    private static bool Compare(JinjaArguments arguments, string name) => JinjaOperators.Compare(name, Of(arguments), arguments.Require(1, "other"), arguments.Line);
}
