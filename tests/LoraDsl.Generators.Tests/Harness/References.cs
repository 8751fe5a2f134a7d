using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Tests.Harness;

/// <summary>What a user's project references.</summary>
internal static class References
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_all = new(Load);

    public static ImmutableArray<MetadataReference> All => s_all.Value;

    private static ImmutableArray<MetadataReference> Load()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("System.CodeDom", StringComparison.Ordinal))
            .Append(typeof(LoraAttribute).Assembly.Location)
            .Concat(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => p.EndsWith("/netstandard.dll", StringComparison.Ordinal)))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToList();
        foreach (var (name, source) in new[] { ("TorchSharp", TemporaryStubs.Torch), ("LoraDsl.Runtime", TemporaryStubs.Runtime) })
        {
            using var stream = new MemoryStream();
            var emitted = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], references, new(OutputKind.DynamicallyLinkedLibrary)).Emit(stream);
            Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
            references.Add(MetadataReference.CreateFromImage(stream.ToArray()));
        }

        return [.. references];
    }
}
