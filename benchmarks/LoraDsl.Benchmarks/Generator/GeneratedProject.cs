extern alias generators;

using System.Collections.Immutable;
using generators::LoraDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Benchmarks.Generator;

/// <summary>A project of annotated classes, one a file, and one file without any; generated once, and again after each edit.</summary>
internal sealed class GeneratedProject
{
    private const string OtherFile = "Program.cs";

    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.CSharp12);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => IsOfFramework(path) || Path.GetFileName(path) is "TorchSharp.dll" or "LoraDsl.Attributes.dll" or "LoraDsl.Runtime.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly int _classes;
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    /// <summary>Writes the project and runs the generator on it.</summary>
    public GeneratedProject(int classes)
    {
        _classes = classes;
        _compilation = CSharpCompilation.Create(
            "Bench",
            Enumerable.Range(0, classes)
                .Select(number => Parse(ModelSource.Write(number), FileOf(number)))
                .Append(Parse(ModelSource.OtherFile(0), OtherFile)),
            s_references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create([new LoraGenerator().AsSourceGenerator()], parseOptions: s_parseOptions);
        Generate();
    }

    /// <summary>The driver's own count of the time that its last run took.</summary>
    public double LastMilliseconds => _driver.GetTimingInfo().ElapsedTime.TotalMilliseconds;

    /// <summary>Edits one class and runs the generator again.</summary>
    /// <returns>The milliseconds of that run.</returns>
    public double Edit(Func<string, int, string> edit, int number)
    {
        // Another class each time, so that each has been at rest before.
        var @class = number * 37 % _classes;
        return Replace(FileOf(@class), edit(ModelSource.Write(@class), number + 1));
    }

    /// <summary>Edits the file that has no annotated class.</summary>
    public double EditOtherFile(int number) => Replace(OtherFile, ModelSource.OtherFile(number + 1));

    private double Replace(string path, string source)
    {
        var old = _compilation.SyntaxTrees.First(tree => tree.FilePath == path);
        _compilation = _compilation.ReplaceSyntaxTree(old, Parse(source, path));
        Generate();
        return LastMilliseconds;
    }

    private void Generate()
    {
        _driver = _driver.RunGenerators(_compilation);
        var result = _driver.GetRunResult().Results[0];
        if (result.Exception is not null || result.GeneratedSources.Length <= _classes)
            throw new InvalidOperationException($"The generator did not continue each of the {_classes} classes.");
    }

    private static string FileOf(int number) => ModelSource.NameOf(number) + ".cs";

    private static SyntaxTree Parse(string source, string path)
    {
        var tree = CSharpSyntaxTree.ParseText(source, s_parseOptions, path);
        tree.GetRoot();
        return tree;
    }

    private static bool IsOfFramework(string path) => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location);
}
