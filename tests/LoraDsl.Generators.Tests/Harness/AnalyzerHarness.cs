using System.Collections.Immutable;
using System.Globalization;
using LoraDsl.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.Generators.Tests.Harness;

/// <summary>Runs the analyzers as the compiler does: after the generator, on all files.</summary>
internal static class AnalyzerHarness
{
    /// <summary>All that there are.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(AnnotatedClassAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Requires exactly the marked diagnostics, and returns their messages.</summary>
    public static async Task<IReadOnlyList<string>> Verify(params string[] markedSources)
    {
        var sources = markedSources.Select(MarkedSource.Parse).ToList();
        var compilation = Compilations.Create([.. sources.Select(source => source.Text)]);
        var diagnostics = await Diagnose(compilation);
        var expected = sources.SelectMany((source, index) => source.Expected.Select(mark => $"Source{index}.cs {mark.Span} {mark.Id}"));
        var actual = diagnostics.Select(diagnostic =>
            $"{diagnostic.Location.SourceTree?.FilePath} {Shift(diagnostic.Location.SourceSpan)} {diagnostic.Id}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        return [.. diagnostics.Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))];
    }

    /// <summary>Requires that there is nothing to report, and that the source compiles with what is generated for it.</summary>
    public static async Task VerifyNone(params string[] sources)
    {
        GeneratorHarness.Run(sources);
        Assert.Empty(await Diagnose(Compilations.Create(sources)));
    }

    /// <summary>What the analyzers report on a compilation, in any order.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnose(CSharpCompilation compilation)
    {
        GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return await output.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync();
    }

    private static TextSpan Shift(TextSpan span) =>
        new(span.Start - Compilations.Offset, span.Length);
}
