using System.Collections.Immutable;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reports the rules that adaptable classes and recipes break.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AdaptableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.Of(RuleScope.Declaration | RuleScope.Bodies);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (AnalyzerScope.Covers(start.Compilation))
            {
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var findings = RecipeParser.IsRecipe(type)
            ? RecipeRules.Check(RecipeParser.Parse(type, context.Compilation, context.CancellationToken))
            : PlaceTypes.HasAttribute(type)
                ? PlaceRules.Check(AdaptableParser.Parse(type, context.Compilation, context.CancellationToken))
                : RecipeOnlyUses.Of(type);
        foreach (var finding in findings)
        {
            context.ReportDiagnostic(Report.Of(finding, type, null, context.CancellationToken));
        }
    }
}
