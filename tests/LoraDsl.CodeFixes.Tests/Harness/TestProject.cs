using System.Collections.Immutable;
using LoraDsl.Adapters;
using LoraDsl.Generators;
using LoraDsl.Optimization;
using LoraDsl.Ranks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TorchSharp;

namespace LoraDsl.CodeFixes.Tests.Harness;

/// <summary>A user's project in a workspace, as an IDE holds it.</summary>
internal static class TestProject
{
    private const string Usings =
        """
        global using LoraDsl;
        global using TorchSharp;
        global using TorchSharp.Modules;
        global using static TorchSharp.torch;
        global using static TorchSharp.torch.nn;
        """;

    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.CSharp12);

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(LoraGenerator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Concat([typeof(LoraAttribute).Assembly.Location, typeof(RankBudget).Assembly.Location, typeof(AdapterSet).Assembly.Location, typeof(LoraOptimizer).Assembly.Location, typeof(torch).Assembly.Location])
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A project of these files, <c>Source0.cs</c> and so on.</summary>
    public static Project Create(params string[] sources)
    {
        var id = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace().CurrentSolution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            "Digits",
            "Digits",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: s_parseOptions,
            metadataReferences: s_references));
        solution = solution.AddDocument(DocumentId.CreateNewId(id), "Usings.cs", SourceText.From(Usings));
        for (var i = 0; i < sources.Length; i++)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"Source{i}.cs", SourceText.From(sources[i]));
        }

        return solution.GetProject(id)!;
    }

    /// <summary>The texts of the files that it was made of.</summary>
    public static async Task<IReadOnlyList<string>> Texts(Project project)
    {
        var texts = new List<string>();
        foreach (var document in project.Documents.Where(document => document.Name != "Usings.cs"))
        {
            texts.Add((await document.GetTextAsync()).ToString());
        }

        return texts;
    }

    /// <summary>What the analyzers report, in the order of the source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Diagnose(Project project)
    {
        var driver = CSharpGeneratorDriver.Create([new LoraGenerator().AsSourceGenerator()], parseOptions: s_parseOptions);
        driver.RunGeneratorsAndUpdateCompilation((await project.GetCompilationAsync())!, out var compilation, out _);
        var diagnostics = await compilation.WithAnalyzers(s_analyzers).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. diagnostics
                .OrderBy(diagnostic => project.Solution.GetDocument(diagnostic.Location.SourceTree)!.Name, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }
}
