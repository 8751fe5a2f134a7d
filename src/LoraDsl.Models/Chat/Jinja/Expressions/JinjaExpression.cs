using System.Runtime.CompilerServices;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Expressions;

/// <summary>A part of a template that has a value.</summary>
/// <param name="Line">Where it stands, from 1.</param>
internal abstract record JinjaExpression(int Line)
{
    /// <summary>Its value.</summary>
    /// <exception cref="JinjaError">It has none.</exception>
    /// <exception cref="InsufficientExecutionStackException">Too many are within each other.</exception>
    public object? Evaluate(JinjaScope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Compute(scope);
    }

    /// <summary>Computes the value.</summary>
    protected abstract object? Compute(JinjaScope scope);
}
