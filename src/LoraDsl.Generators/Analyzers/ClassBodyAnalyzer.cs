using System.Collections.Immutable;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reports the rules that the bodies of one class break.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClassBodyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.Of(RuleScope.Bodies);

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
        if (!AnnotationSites.IsAnnotated(type))
        {
            return;
        }

        var places = new Places();
        var collector = new ClassBodyCollector(type, places);
        context.RegisterOperationBlockAction(collector.Add);
        context.RegisterSymbolEndAction(end =>
        {
            var model = ClassParser.Parse(type, end.Compilation);
            foreach (var finding in RuleBook.CheckBody(model, collector.ToBody(), SurroundingsReader.Read(model, type, end.Compilation)))
            {
                end.ReportDiagnostic(Report.Of(finding, type, places, end.CancellationToken));
            }
        });
    }
}
