using System.Runtime.CompilerServices;
using System.Text;
using LoraDsl.Models.Chat.Jinja.Expressions;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Statements;

/// <summary>Gives names values.</summary>
internal static class SetNames
{
    /// <summary>Sets one name, or several to the items of a value.</summary>
    /// <exception cref="JinjaError">The value has not as many items.</exception>
    public static void Set(JinjaScope scope, IReadOnlyList<string> names, bool isUnpacked, object? value, int line)
    {
        if (!isUnpacked)
        {
            scope[names[0]] = value;
            return;
        }

        var items = JinjaValue.Items(value)?.ToList();
        if (items?.Count != names.Count)
            throw new JinjaError(line, $"{string.Join(", ", names)} are set to {JinjaValue.TypeOf(value)} of {items?.Count ?? 0} items");
        foreach (var (name, item) in names.Zip(items))
            scope[name] = item;
    }
}

/// <summary><c>{% set a = b %}</c>.</summary>
internal sealed record Set(IReadOnlyList<string> Targets, bool IsUnpacked, JinjaExpression Value, int Line) : JinjaStatement(Line)
{
    public override JinjaFlow Run(JinjaScope scope, StringBuilder output)
    {
        SetNames.Set(scope, Targets, IsUnpacked, Value.Evaluate(scope), Line);
        return JinjaFlow.Next;
    }
}

/// <summary><c>{% set space.a = b %}</c>.</summary>
internal sealed record SetInNamespace(string Space, string Key, JinjaExpression Value, int Line) : JinjaStatement(Line)
{
    public override JinjaFlow Run(JinjaScope scope, StringBuilder output)
    {
        var space = scope[Space] as JinjaNamespace ?? throw new JinjaError(Line, $"'{Space}' is no namespace(), and its '{Key}' is set");
        space.Values[Key] = Value.Evaluate(scope);
        return JinjaFlow.Next;
    }
}

/// <summary><c>{% set a %}…{% endset %}</c>.</summary>
internal sealed record SetBlock(string Target, Block Body, int Line) : JinjaStatement(Line)
{
    public override JinjaFlow Run(JinjaScope scope, StringBuilder output)
    {
        var text = new StringBuilder();
        Body.Run(new JinjaScope(scope), text);
        scope[Target] = text.ToString();
        return JinjaFlow.Next;
    }
}

/// <summary><c>{% macro f(a, b=c) %}</c>.</summary>
internal sealed record Macro(string Name, IReadOnlyList<(string Name, JinjaExpression? Default)> Parameters, Block Body, int Line) : JinjaStatement(Line)
{
    public override JinjaFlow Run(JinjaScope scope, StringBuilder output)
    {
        scope[Name] = new JinjaFunction(Name, arguments => Call(scope, arguments));
        return JinjaFlow.Next;
    }

    private string Call(JinjaScope scope, JinjaArguments arguments)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        arguments.Only([.. Parameters.Select(parameter => parameter.Name)]);
        var inner = new JinjaScope(scope);
        foreach (var (index, (name, otherwise)) in Parameters.Index())
            inner[name] = arguments.Has(index, name) ? arguments.Get(index, name) : otherwise is null ? new JinjaUndefined(name) : otherwise.Evaluate(inner);
        var text = new StringBuilder();
        Body.Run(inner, text);
        return text.ToString();
    }
}
