using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Expressions;

/// <summary>A value that is written out.</summary>
internal sealed record Constant(object? Value, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => Value;
}

/// <summary>A name.</summary>
internal sealed record Name(string Text, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => scope[Text];
}

/// <summary>A list, <c>[a, b]</c>.</summary>
internal sealed record ListOf(IReadOnlyList<JinjaExpression> Items, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => Items.Select(item => item.Evaluate(scope)).ToList();
}

/// <summary>A tuple, <c>(a, b)</c>.</summary>
internal sealed record TupleOf(IReadOnlyList<JinjaExpression> Items, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => Items.Select(item => item.Evaluate(scope)).ToArray();
}

/// <summary>A dictionary, <c>{'a': b}</c>.</summary>
internal sealed record MapOf(IReadOnlyList<(JinjaExpression Key, JinjaExpression Value)> Pairs, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope)
    {
        var map = new JinjaMap();
        foreach (var (key, value) in Pairs)
            map[key.Evaluate(scope) as string ?? throw new JinjaError(Line, "a key of a dictionary is no text")] = value.Evaluate(scope);
        return map;
    }
}
