using System.Text;
using LoraDsl.Models.Chat.Jinja.Expressions;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Statements;

/// <summary>Text outside of tags.</summary>
internal sealed record PlainText(string Value, int Line) : JinjaStatement(Line)
{
    public override JinjaFlow Run(JinjaScope scope, StringBuilder output)
    {
        output.Append(Value);
        return JinjaFlow.Next;
    }
}

/// <summary><c>{{ a }}</c>.</summary>
internal sealed record Output(JinjaExpression Value, int Line) : JinjaStatement(Line)
{
    public override JinjaFlow Run(JinjaScope scope, StringBuilder output)
    {
        output.Append(JinjaText.Of(Value.Evaluate(scope)));
        return JinjaFlow.Next;
    }
}

/// <summary>Statements one after the other.</summary>
internal sealed record Block(IReadOnlyList<JinjaStatement> Statements, int Line) : JinjaStatement(Line)
{
    public override JinjaFlow Run(JinjaScope scope, StringBuilder output)
    {
        foreach (var statement in Statements)
        {
            if (statement.Run(scope, output) is var flow and not JinjaFlow.Next)
                return flow;
        }

        return JinjaFlow.Next;
    }
}
