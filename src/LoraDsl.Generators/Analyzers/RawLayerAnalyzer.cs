using System.Collections.Immutable;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

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
        var type = (INamedTypeSymbol)context.Symbol;
        if (KnownTypes.DerivesFromModule(type) && !AnnotationSites.IsAnnotated(type))
        {
            context.RegisterOperationAction(operation => AnalyzeAttach(operation, type), OperationKind.Invalid);
        }

        if (CanNameAdaptedFields(type))
        {
            context.RegisterOperationAction(AnalyzeCall, OperationKind.Invocation, OperationKind.MethodReference);
            context.RegisterOperationAction(AnalyzeReference, OperationKind.FieldReference);
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

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        foreach (var (field, use) in RawUses.Of(context.Operation, context.ContainingSymbol))
        {
            Report(field, use, context);
        }
    }

    // The compiler only says that there is no such name.
    private static void AnalyzeAttach(OperationAnalysisContext context, INamedTypeSymbol type)
    {
        if (context.Operation.Syntax is InvocationExpressionSyntax { Expression: var called, ArgumentList.Arguments.Count: 0 } call
            && called is IdentifierNameSyntax { Identifier.ValueText: AttachRules.Attach }
                or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: AttachRules.Attach })
        {
            var places = new Places();
            var finding = Finding.Of(
                Rules.AttachOfNothing,
                new Target.Place(places.Note(call.GetLocation())),
                call.Parent is ExpressionStatementSyntax { Parent: BlockSyntax } ? Fix.DropStatement : null,
                type.Name);
            context.ReportDiagnostic(Analyzers.Report.Of(finding, type, places, context.CancellationToken));
        }
    }

    private static void AnalyzeReference(OperationAnalysisContext context)
    {
        var field = (IFieldReferenceOperation)context.Operation;
        if (KnownTypes.LayerKindOf(field.Field.Type) is not null
            && LayerEscapes.Of(field, context.ContainingSymbol, context.CancellationToken) is { } use)
        {
            Report(field, use, context);
        }
    }

    private static void Report(IFieldReferenceOperation field, RawUse use, OperationAnalysisContext context)
    {
        var type = field.Field.ContainingType.OriginalDefinition;
        var places = new Places();
        var place = places.Note(RawUses.NameOf(field.Syntax).GetLocation());
        if (AnnotationSites.IsAnnotated(type)
            && RawLayerRule.Check(ClassParser.Parse(type, context.Compilation), field.Field.Name, use, place) is { } finding)
        {
            context.ReportDiagnostic(Analyzers.Report.Of(finding, type, places, context.CancellationToken));
        }
    }
}
