using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Validation;

/// <summary>A line of the table of rules.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Severity">Its severity, unless the user sets another.</param>
/// <param name="Category">Its category.</param>
/// <param name="Scope">What has to be read to find that it is broken.</param>
/// <param name="Title">The rule in a sentence.</param>
/// <param name="Message">The text of a diagnostic, with places for its arguments.</param>
/// <param name="HasFix">Whether some of its diagnostics can be fixed mechanically.</param>
internal sealed record Rule(
    string Id, DiagnosticSeverity Severity, string Category, RuleScope Scope, string Title, string Message, bool HasFix)
{
    /// <summary>The page that explains it.</summary>
    public string Page => $"https://github.com/loradsl/loradsl/blob/main/docs/diagnostics/{Id}.md";
}
