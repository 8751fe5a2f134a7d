using LoraDsl.Models.Chat.Jinja.Library;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Expressions;

/// <summary>An operator between two values.</summary>
internal sealed record Binary(string Operator, JinjaExpression Left, JinjaExpression Right, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => JinjaOperators.Apply(Operator, Left.Evaluate(scope), Right.Evaluate(scope), Line);
}

/// <summary>A sign before a value.</summary>
internal sealed record Sign(bool IsMinus, JinjaExpression Operand, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => Operand.Evaluate(scope) switch
    {
        double number => IsMinus ? -number : number,
        var value when JinjaValue.Whole(value) is { } number => (object)(IsMinus ? -number : number),
        var value => throw new JinjaError(Line, $"a sign does not go with {JinjaValue.TypeOf(value)}"),
    };
}

/// <summary><c>not</c>.</summary>
internal sealed record Not(JinjaExpression Operand, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => !JinjaValue.IsTrue(Operand.Evaluate(scope));
}

/// <summary><c>and</c> and <c>or</c>: the value of the operand that decides.</summary>
internal sealed record Logical(bool IsAnd, JinjaExpression Left, JinjaExpression Right, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope)
    {
        var left = Left.Evaluate(scope);
        return JinjaValue.IsTrue(left) == IsAnd ? Right.Evaluate(scope) : left;
    }
}

/// <summary>Comparisons in a row, <c>a &lt; b &lt; c</c>: each of two neighbours.</summary>
internal sealed record Comparison(JinjaExpression First, IReadOnlyList<(string Operator, JinjaExpression Operand)> Others, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope)
    {
        var left = First.Evaluate(scope);
        foreach (var (name, operand) in Others)
        {
            var right = operand.Evaluate(scope);
            if (!JinjaOperators.Compare(name, left, right, Line))
                return false;
            left = right;
        }

        return true;
    }
}

/// <summary><c>a if b else c</c>; undefined where there is no <c>else</c>.</summary>
internal sealed record Choice(JinjaExpression Condition, JinjaExpression Then, JinjaExpression? Else, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => JinjaValue.IsTrue(Condition.Evaluate(scope))
        ? Then.Evaluate(scope)
        : Else is null ? new JinjaUndefined("the value without an else") : Else.Evaluate(scope);
}
