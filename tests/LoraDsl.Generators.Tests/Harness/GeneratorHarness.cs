using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Tests.Harness;

/// <summary>
/// The only way to run the generator in a test. Every run is checked for what must always hold: it is the same the second time
/// and then comes from the cache, its pipeline keeps nothing of the compilation alive, and its output compiles without a warning.
/// </summary>
internal static class GeneratorHarness
{
    /// <summary>Runs the generator, checks the run, and returns what was generated, by hint name.</summary>
    public static IReadOnlyDictionary<string, string> Run(params string[] sources)
    {
        var generated = RunUncompiled(Compilations.Create(sources), out var output);
        RequireCleanCompilation(output);
        return generated;
    }

    /// <summary>The same for sources that contain errors of the user's.</summary>
    /// <param name="errors">The compiler's errors that are expected, and no others.</param>
    /// <param name="sources">The sources.</param>
    public static IReadOnlyDictionary<string, string> RunWithErrors(string[] errors, params string[] sources)
    {
        var generated = RunUncompiled(Compilations.Create(sources), out var output);
        Assert.Equal(errors, Problems(output).Select(problem => problem.Id).Order(StringComparer.Ordinal));
        return generated;
    }

    /// <summary>The same for source that is half typed: whatever is wrong with it, the generator does not throw.</summary>
    public static IReadOnlyDictionary<string, string> RunBroken(params string[] sources) =>
        RunUncompiled(Compilations.Create(sources), out _);

    /// <summary>Runs the generator and compares everything that it generated with the snapshots of the calling test.</summary>
    public static void Verify(
        string[] sources, [CallerFilePath] string file = "", [CallerMemberName] string test = "") =>
        Snapshots.Verify(Run(sources), file, test);

    /// <summary>Runs the generator, checks the run, and returns the user's code and the generated code as one assembly's image.</summary>
    public static byte[] Compile(params string[] sources)
    {
        RunUncompiled(Compilations.Create(sources), out var output);
        RequireCleanCompilation(output);
        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return image.ToArray();
    }

    /// <summary>The same, loaded, for a test that runs it.</summary>
    public static Assembly Load(params string[] sources) => Assembly.Load(Compile(sources));

    /// <summary>Starts a driver that records its steps.</summary>
    /// <param name="generator">The generator, if it is not ours.</param>
    public static GeneratorDriver CreateDriver(IIncrementalGenerator? generator = null) => CSharpGeneratorDriver.Create(
        [(generator ?? new LoraGenerator()).AsSourceGenerator()],
        parseOptions: Compilations.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static SortedDictionary<string, string> RunUncompiled(CSharpCompilation compilation, out Compilation output)
    {
        var driver = CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out output, out var diagnostics);
        Assert.Empty(diagnostics);
        var first = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(first.Exception);

        var second = driver.RunGenerators(Compilations.Clone(compilation)).GetRunResult().Results[0];
        Steps.RequireAllCached(second);
        PipelineValues.RequireNoCompilerObjects(first);

        var generated = Texts(first);
        Assert.Equal(generated, Texts(second));
        return generated;
    }

    /// <summary>Fails on any warning: of the compiler, of nullability, of documentation comments.</summary>
    public static void RequireCleanCompilation(Compilation output)
    {
        var problems = Problems(output);
        Assert.True(problems.Count == 0, string.Join("\n", problems.Select(problem => $"{problem}\n    {Line(problem)}")));
    }

    private static List<Diagnostic> Problems(Compilation output) => output.GetDiagnostics()
        .Where(problem => problem.Severity >= DiagnosticSeverity.Warning)
        .ToList();

    private static string? Line(Diagnostic problem) => problem.Location.SourceTree?.GetText()
        .Lines[problem.Location.GetLineSpan().StartLinePosition.Line].ToString();

    /// <summary>What was generated, by hint name.</summary>
    public static SortedDictionary<string, string> Texts(GeneratorRunResult result) =>
        new(result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()), StringComparer.Ordinal);
}
