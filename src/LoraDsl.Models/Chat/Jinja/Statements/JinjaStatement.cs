using System.Text;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Statements;

/// <summary>How a template goes on behind a statement.</summary>
internal enum JinjaFlow
{
    /// <summary>With the next statement.</summary>
    Next,

    /// <summary>Behind the loop.</summary>
    Break,

    /// <summary>With the loop's next item.</summary>
    Continue,
}

/// <summary>A part of a template that writes or sets something.</summary>
/// <param name="Line">Where it stands, from 1.</param>
internal abstract record JinjaStatement(int Line)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="JinjaError">It cannot.</exception>
    public abstract JinjaFlow Run(JinjaScope scope, StringBuilder output);
}
