using System.Collections.Generic;
using System.Collections.Immutable;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reports the raw layers that run in an adaptable class without the adapters in force.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawPlaceAnalyzer : DiagnosticAnalyzer
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

    // Fields are usually private: only the class, its nested types and its derived classes use them.
    private static void Start(SymbolStartAnalysisContext context)
    {
        for (INamedTypeSymbol? outer = (INamedTypeSymbol)context.Symbol; outer is not null; outer = outer.ContainingType)
        {
            for (INamedTypeSymbol? ancestor = outer; ancestor is not null; ancestor = ancestor.BaseType)
            {
                if (PlaceTypes.HasAttribute(ancestor.OriginalDefinition))
                {
                    context.RegisterOperationAction(Analyze, OperationKind.Invocation, OperationKind.MethodReference);
                    return;
                }
            }
        }
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var seen = new HashSet<SyntaxNode>();
        foreach (var (field, use) in RawUses.Of(context.Operation, context.ContainingSymbol))
        {
            if (seen.Add(field.Syntax))
            {
                Report(context, field.Field, RawUses.NameOf(field.Syntax), use);
            }
        }

        if (context.Operation is IInvocationOperation { Instance: { } receiver, TargetMethod.Name: "forward" or "call" }
            && context.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor }
            && Container(AssignedMembers.Unconverted(receiver)) is { } container
            && seen.Add(container.Syntax))
        {
            Report(context, container.Field, RawUses.NameOf(container.Syntax), RawUse.Run);
        }
    }

    // The field whose element is taken.
    private static IFieldReferenceOperation? Container(IOperation receiver) => receiver switch
    {
        IArrayElementReferenceOperation { ArrayReference: IFieldReferenceOperation field } => field,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IFieldReferenceOperation field } => field,
        _ => null,
    };

    private static void Report(OperationAnalysisContext context, IFieldSymbol field, SyntaxNode name, RawUse use)
    {
        var type = field.ContainingType.OriginalDefinition;
        if (!PlaceTypes.IsAdaptable(type))
        {
            return;
        }

        var places = new Places();
        var model = AdaptableParser.Parse(type, context.Compilation, context.CancellationToken);
        if (RawPlaceRule.Check(model, field.Name, use, places.Note(name.GetLocation())) is { } finding)
        {
            context.ReportDiagnostic(Analyzers.Report.Of(finding, type, places, context.CancellationToken));
        }
    }
}
