using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Tests.Harness;

/// <summary>Compilations as a user's project makes them.</summary>
internal static class Compilations
{
    public const string AssemblyName = "Digits";

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    // What every test's source begins with. Only generated code has to be documented here.
    private const string Prefix =
        "#pragma warning disable CS1591\n"
        + "using LoraDsl; using TorchSharp; using TorchSharp.Modules; using static TorchSharp.torch; using static TorchSharp.torch.nn; ";

    public static CSharpCompilation Create(params string[] sources) => CSharpCompilation.Create(
        AssemblyName,
        sources.Select((source, index) => Parse(source, $"Source{index}.cs")),
        References.All,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999));

    /// <summary>Where a test's own text begins in its file.</summary>
    public static int Offset => Prefix.Length;

    public static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(Prefix + source, ParseOptions, path);

    /// <summary>
    /// The same compilation made of other objects, its options too, so that nothing is equal by reference and nothing is known
    /// from before.
    /// </summary>
    public static CSharpCompilation Clone(CSharpCompilation compilation) => compilation
        .RemoveAllSyntaxTrees()
        .AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.ToString(), (CSharpParseOptions)tree.Options, tree.FilePath)))
        .WithOptions(compilation.Options.WithConcurrentBuild(!compilation.Options.ConcurrentBuild));
}
