using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>The rules as the compiler shows them.</summary>
internal static class Descriptors
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_all = Rules.All.ToImmutableDictionary(static rule => rule.Id, Create);

    public static DiagnosticDescriptor Of(Rule rule) => s_all[rule.Id];

    /// <summary>The rules of one scope.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Of(RuleScope scope) =>
        ImmutableArray.CreateRange(Rules.All.Where(rule => (rule.Scope & scope) != 0).Select(static rule => s_all[rule.Id]));

    private static DiagnosticDescriptor Create(Rule rule) => new(
        rule.Id,
        rule.Title,
        rule.Message,
        rule.Category,
        rule.Severity,
        isEnabledByDefault: true,
        helpLinkUri: rule.Page,
        customTags: rule.Scope == RuleScope.AllClasses ? [WellKnownDiagnosticTags.CompilationEnd] : []);
}
