using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reports adaptive ranks without a budget, once it has seen every class that might bring one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BudgetAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.Of(RuleScope.AllClasses);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!AnalyzerScope.Covers(start.Compilation))
            {
                return;
            }

            var classes = new ConcurrentDictionary<AnnotatedClass, INamedTypeSymbol>();
            start.RegisterSymbolAction(symbol => Collect(symbol, classes), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, classes));
        });
    }

    private static void Collect(SymbolAnalysisContext context, ConcurrentDictionary<AnnotatedClass, INamedTypeSymbol> classes)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (AnnotationSites.IsAnnotated(type))
        {
            classes[ClassParser.Parse(type, context.Compilation)] = type;
        }
    }

    private static void Report(CompilationAnalysisContext context, ConcurrentDictionary<AnnotatedClass, INamedTypeSymbol> classes)
    {
        foreach (var (model, finding) in BudgetRule.Check(classes.Keys.ToList(), model => IsOpen(classes[model], context.Compilation)))
        {
            context.ReportDiagnostic(Analyzers.Report.Of(finding, classes[model], null, context.CancellationToken));
        }
    }

    // No other assembly holds a program's classes.
    private static bool IsOpen(INamedTypeSymbol type, Compilation compilation)
    {
        if (compilation.Options.OutputKind is not (OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule))
        {
            return false;
        }

        var showsInternals = compilation.Assembly.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "InternalsVisibleToAttribute");
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            var isVisible = outer.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
                || (showsInternals && outer.DeclaredAccessibility is Accessibility.Internal);
            if (!isVisible)
            {
                return false;
            }
        }

        return true;
    }
}
