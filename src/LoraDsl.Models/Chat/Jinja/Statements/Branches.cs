using System.Text;
using LoraDsl.Models.Chat.Jinja.Expressions;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Statements;

/// <summary><c>{% if %}</c> with its <c>elif</c> and <c>else</c>. What is set within is known behind it.</summary>
internal sealed record If(IReadOnlyList<(JinjaExpression Condition, Block Body)> Branches, Block? Else, int Line) : JinjaStatement(Line)
{
    public override JinjaFlow Run(JinjaScope scope, StringBuilder output)
    {
        foreach (var (condition, body) in Branches)
        {
            if (JinjaValue.IsTrue(condition.Evaluate(scope)))
                return body.Run(scope, output);
        }

        return Else?.Run(scope, output) ?? JinjaFlow.Next;
    }
}

/// <summary><c>{% for %}</c>, with a condition and an <c>else</c> where it has them.</summary>
internal sealed record For(IReadOnlyList<string> Targets, bool IsUnpacked, JinjaExpression Items, JinjaExpression? Condition, Block Body, Block? Else, int Line) : JinjaStatement(Line)
{
    public override JinjaFlow Run(JinjaScope scope, StringBuilder output)
    {
        var value = Items.Evaluate(scope);
        var items = (JinjaValue.Items(value) ?? throw new JinjaError(Line, $"a loop goes through {JinjaValue.TypeOf(value)}")).Where(item => Condition is null || JinjaValue.IsTrue(Condition.Evaluate(Scope(scope, item)))).ToList();
        if (items.Count == 0)
            return Else?.Run(scope, output) ?? JinjaFlow.Next;
        var loop = new JinjaLoop(items);
        for (; loop.Index < items.Count; loop.Index++)
        {
            var inner = Scope(scope, items[loop.Index]);
            inner["loop"] = loop;
            if (Body.Run(inner, output) == JinjaFlow.Break)
                break;
        }

        return JinjaFlow.Next;
    }

    private JinjaScope Scope(JinjaScope scope, object? item)
    {
        var inner = new JinjaScope(scope);
        SetNames.Set(inner, Targets, IsUnpacked, item, Line);
        return inner;
    }
}

/// <summary><c>{% break %}</c> and <c>{% continue %}</c>.</summary>
internal sealed record Jump(JinjaFlow Flow, int Line) : JinjaStatement(Line)
{
    public override JinjaFlow Run(JinjaScope scope, StringBuilder output) => Flow;
}
