using LoraDsl.Models.Chat.Jinja.Library;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Expressions;

/// <summary><c>a.b</c>: a method or a key.</summary>
internal sealed record Attribute(JinjaExpression Owner, string Key, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope)
    {
        var owner = Owner.Evaluate(scope);
        return JinjaMembers.MethodOf(owner, Key) ?? JinjaMembers.ValueOf(owner, Key, Line);
    }
}

/// <summary><c>a[b]</c>: an item or a key, else a method.</summary>
internal sealed record Item(JinjaExpression Owner, JinjaExpression Key, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope)
    {
        var (owner, key) = (Owner.Evaluate(scope), Key.Evaluate(scope));
        var value = JinjaMembers.ValueOf(owner, key, Line);
        return value is JinjaUndefined && key is string name ? JinjaMembers.MethodOf(owner, name) ?? value : value;
    }
}

/// <summary><c>a[b:c:d]</c>.</summary>
internal sealed record Slice(JinjaExpression Owner, JinjaExpression? From, JinjaExpression? To, JinjaExpression? By, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) =>
        JinjaOperators.Slice(Owner.Evaluate(scope), From?.Evaluate(scope), To?.Evaluate(scope), By?.Evaluate(scope), Line);
}
