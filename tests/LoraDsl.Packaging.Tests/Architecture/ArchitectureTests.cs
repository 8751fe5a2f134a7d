namespace LoraDsl.Packaging.Tests.Architecture;

/// <summary>Dependencies run one way (docs/architecture.md).</summary>
public sealed class ArchitectureTests
{
    public static TheoryData<string> Assemblies => [.. Products.Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_refers_to_those_below_it_only(string name)
    {
        using var assembly = Products.Read(name);
        string[] others = [.. assembly.MainModule.AssemblyReferences.Select(reference => reference.Name).Where(reference => !IsDotNet(reference))];
        Assert.Empty(others.Except(Products.Allowed[name]));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void What_is_internal_is_shown_to_tests_only(string name)
    {
        using var assembly = Products.Read(name);
        var friends = assembly.CustomAttributes
            .Where(attribute => attribute.AttributeType.Name == "InternalsVisibleToAttribute")
            .Select(attribute => (string)attribute.ConstructorArguments[0].Value);
        Assert.All(friends, friend => Assert.True(friend.EndsWith(".Tests", StringComparison.Ordinal) || friend is "LoraDsl.Gpu" or "LoraDsl.Benchmarks", friend));
    }

    [Fact]
    public void Namespaces_do_not_depend_on_each_other_in_a_circle()
    {
        var graph = new NamespaceGraph();
        foreach (var name in Products.Allowed.Keys)
        {
            using var assembly = Products.Read(name);
            graph.Add(assembly);
        }

        var circle = graph.Circle();
        Assert.True(circle.Count == 0, string.Join('\n', circle));
    }

    [Theory]
    [InlineData("LoraDsl.Formats")]
    [InlineData("LoraDsl.Report")]
    [InlineData("lora")]
    public void What_reads_files_has_no_trace_of_TorchSharp(string name)
    {
        using var assembly = Products.Read(name);
        Assert.DoesNotContain(assembly.MainModule.GetTypeReferences(), type => type.Namespace.StartsWith("TorchSharp", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(assembly.MainModule.FileName)!, "*Torch*", SearchOption.AllDirectories));
    }

    private static bool IsDotNet(string name) => name.StartsWith("System", StringComparison.Ordinal) && name != "System.CommandLine" || name is "netstandard" or "mscorlib" or "Microsoft.Win32.Primitives";
}
