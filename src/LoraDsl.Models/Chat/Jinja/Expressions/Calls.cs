using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Expressions;

/// <summary>The arguments of a call, as they are written.</summary>
internal sealed record CallArguments(IReadOnlyList<JinjaExpression> Positional, IReadOnlyList<(string Name, JinjaExpression Value)> Named)
{
    /// <summary>No arguments.</summary>
    public static CallArguments None { get; } = new([], []);

    /// <summary>Their values.</summary>
    /// <param name="callee">What is called.</param>
    /// <param name="line">Where.</param>
    /// <param name="scope">The names that are known.</param>
    /// <param name="before">Arguments that stand before them, such as the value of a filter.</param>
    public JinjaArguments Evaluate(string callee, int line, JinjaScope scope, params ReadOnlySpan<object?> before)
    {
        List<object?> positional = [.. before];
        foreach (var argument in Positional)
            positional.Add(argument.Evaluate(scope));
        var named = new JinjaMap();
        foreach (var (name, value) in Named)
            named[name] = value.Evaluate(scope);
        return new JinjaArguments(callee, positional, named, line);
    }
}

/// <summary><c>f(a, b=c)</c>.</summary>
internal sealed record Call(JinjaExpression Function, CallArguments Arguments, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => Function.Evaluate(scope) switch
    {
        JinjaFunction function => function.Call(Arguments.Evaluate(function.Name, Line, scope)),
        JinjaUndefined undefined => throw new JinjaError(Line, $"there is no function {undefined.Name}()"),
        var value => throw new JinjaError(Line, $"{JinjaValue.TypeOf(value)} is called, and is no function"),
    };
}

/// <summary><c>a|f(b)</c>.</summary>
internal sealed record Filter(JinjaExpression Value, string Text, Func<JinjaArguments, object?> Function, CallArguments Arguments, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => Function(Arguments.Evaluate($"the filter {Text}", Line, scope, Value.Evaluate(scope)));
}

/// <summary><c>a is f(b)</c>.</summary>
internal sealed record Test(JinjaExpression Value, string Text, Func<JinjaArguments, bool> Function, CallArguments Arguments, int Line) : JinjaExpression(Line)
{
    protected override object? Compute(JinjaScope scope) => Function(Arguments.Evaluate($"the test {Text}", Line, scope, Value.Evaluate(scope)));
}
