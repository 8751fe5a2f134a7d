using System.Collections.Immutable;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reports the rules that the declaration of one class breaks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AnnotatedClassAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.Of(RuleScope.Declaration);

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
        var isAnnotated = AnnotationSites.IsAnnotated(type);
        if (!isAnnotated && (!AnnotationSites.HasGroups(type) || PlaceTypes.HasAttribute(type)))
        {
            return;
        }

        var model = ClassParser.Parse(type, context.Compilation);
        var findings = isAnnotated
            ? RuleBook.Check(model, SurroundingsReader.Read(model, type, context.Compilation))
            : RuleBook.CheckGroups(model);
        foreach (var finding in findings)
        {
            context.ReportDiagnostic(Report.Of(finding, type, null, context.CancellationToken));
        }
    }
}
