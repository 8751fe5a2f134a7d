using System.Collections.Immutable;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reports the raw layers that run in an adapted class, or one that derives from such, without their adapters.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawLayerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.Of(RuleScope.Uses);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (AnalyzerScope.Covers(start.Compilation))
            {
                start.RegisterSymbolStartAction(Start, SymbolKind.NamedType);
            }
        });
    }

    private static void Start(SymbolStartAnalysisContext context)
    {
        if (CanNameAdaptedFields((INamedTypeSymbol)context.Symbol))
        {
            context.RegisterOperationAction(Analyze, OperationKind.Invocation, OperationKind.MethodReference);
        }
    }

    // Fields are usually private: only the class, its nested types and its derived classes use them.
    private static bool CanNameAdaptedFields(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            for (INamedTypeSymbol? ancestor = outer; ancestor is not null; ancestor = ancestor.BaseType)
            {
                if (AnnotationSites.IsAnnotated(ancestor.OriginalDefinition))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        foreach (var (field, use) in RawUses.Of(context.Operation, context.ContainingSymbol))
        {
            var type = field.Field.ContainingType.OriginalDefinition;
            var places = new Places();
            var place = places.Note(RawUses.NameOf(field.Syntax).GetLocation());
            if (AnnotationSites.IsAnnotated(type)
                && RawLayerRule.Check(ClassParser.Parse(type, context.Compilation), field.Field.Name, use, place) is { } finding)
            {
                context.ReportDiagnostic(Report.Of(finding, type, places, context.CancellationToken));
            }
        }
    }
}
