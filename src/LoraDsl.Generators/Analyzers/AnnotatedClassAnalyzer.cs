using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reports every rule that one class breaks by itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AnnotatedClassAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_descriptors =
        Descriptors.OfOneClass.ToImmutableDictionary(descriptor => descriptor.Id);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfOneClass;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!AnnotationSites.IsAnnotated(type))
        {
            return;
        }

        foreach (var finding in RuleBook.Check(ClassParser.Parse(type, context.Compilation)))
        {
            var location = CulpritLocator.Locate(finding.Culprit, type, context.CancellationToken);
            context.ReportDiagnostic(
                Diagnostic.Create(s_descriptors[finding.RuleId], location, finding.Arguments.ToArray<object>()));
        }
    }
}
