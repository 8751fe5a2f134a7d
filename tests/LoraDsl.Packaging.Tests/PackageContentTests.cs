using System.IO.Compression;
using System.Xml.Linq;

namespace LoraDsl.Packaging.Tests;

/// <summary>What is in the packages.</summary>
[Collection(nameof(Packages))]
public sealed class PackageContentTests(ConsumerProject consumer)
{
    [Fact]
    public void LoraDsl_has_the_analyzers_and_depends_on_runtime_and_training_of_its_version()
    {
        using var package = Open("LoraDsl", "nupkg");
        var analyzers = package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("analyzers/", StringComparison.Ordinal));
        Assert.Equal(
            ["analyzers/dotnet/cs/LoraDsl.CodeFixes.dll", "analyzers/dotnet/cs/LoraDsl.Generators.dll"], analyzers.Order(StringComparer.Ordinal));
        Assert.Equal([Own("LoraDsl.Runtime"), Own("LoraDsl.Training")], Dependencies(package));
    }

    [Fact]
    public void The_runtime_has_its_assemblies_with_documentation_and_nothing_of_Torch()
    {
        using var package = Open("LoraDsl.Runtime", "nupkg");
        Assert.Equal(
            [
                "buildTransitive/LoraDsl.Runtime.targets", "buildTransitive/OldCppLibrary.cs",
                "lib/net10.0/LoraDsl.Runtime.dll", "lib/net10.0/LoraDsl.Runtime.xml",
            ],
            package.Entries.Select(entry => entry.FullName)
                .Where(name => name.StartsWith("lib/", StringComparison.Ordinal) || name.StartsWith("buildTransitive/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.DoesNotContain(package.Entries, entry => entry.Name.Contains("Torch", StringComparison.Ordinal));
    }

    [Fact]
    public void The_runtime_depends_on_attributes_formats_and_TorchSharp_alone()
    {
        using var package = Open("LoraDsl.Runtime", "nupkg");
        Assert.Equal([Own("LoraDsl.Attributes"), Own("LoraDsl.Formats"), ("TorchSharp", Repository.VersionOf("TorchSharp"))], Dependencies(package));
    }

    [Theory]
    [InlineData("LoraDsl.Training", "LoraDsl.Runtime")]
    [InlineData("LoraDsl.Experiments", "LoraDsl.Training")]
    public void What_stands_on_the_runtime_adds_nothing_but_itself(string id, string below)
    {
        using var package = Open(id, "nupkg");
        Assert.Equal([Own(below), ("TorchSharp", Repository.VersionOf("TorchSharp"))], Dependencies(package));
    }

    [Fact]
    public void The_models_add_the_tokenizers_and_the_readers_of_tables()
    {
        using var package = Open("LoraDsl.Models", "nupkg");
        Assert.Equal(
            [
                Own("LoraDsl.Runtime"),
                ("Microsoft.ML.Tokenizers", Repository.VersionOf("Microsoft.ML.Tokenizers")),
                ("Parquet.Net", Repository.VersionOf("Parquet.Net")),
                ("Sep", Repository.VersionOf("Sep")),
                ("TorchSharp", Repository.VersionOf("TorchSharp")),
            ],
            Dependencies(package).OrderBy(dependency => dependency.Id, StringComparer.Ordinal));
    }

    [Fact]
    public void Formats_depends_on_the_attributes_alone()
    {
        using var package = Open("LoraDsl.Formats", "nupkg");
        Assert.Equal([Own("LoraDsl.Attributes")], Dependencies(package));
    }

    [Fact]
    public void The_attributes_depend_on_nothing()
    {
        using var package = Open("LoraDsl.Attributes", "nupkg");
        Assert.Empty(Dependencies(package));
        Assert.Equal(
            ["lib/netstandard2.0/LoraDsl.Attributes.dll", "lib/netstandard2.0/LoraDsl.Attributes.xml"],
            package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("LoraDsl.Attributes")]
    [InlineData("LoraDsl.Formats")]
    [InlineData("LoraDsl.Runtime")]
    [InlineData("LoraDsl.Training")]
    [InlineData("LoraDsl.Experiments")]
    [InlineData("LoraDsl.Models")]
    [InlineData("LoraDsl.Terminal")]
    [InlineData("LoraDsl.Report")]
    public void Symbols_are_a_package_of_their_own(string id)
    {
        using var package = Open(id, "snupkg");
        Assert.Equal([$"{id}.pdb"], package.Entries.Select(entry => entry.Name).Where(name => name.EndsWith(".pdb", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("LoraDsl")]
    [InlineData("LoraDsl.Attributes")]
    [InlineData("LoraDsl.Formats")]
    [InlineData("LoraDsl.Runtime")]
    [InlineData("LoraDsl.Training")]
    [InlineData("LoraDsl.Experiments")]
    [InlineData("LoraDsl.Models")]
    [InlineData("LoraDsl.Terminal")]
    [InlineData("LoraDsl.Report")]
    [InlineData("LoraDsl.Tool")]
    public void Packages_say_their_licence_and_carry_a_readme(string id)
    {
        using var package = Open(id, "nupkg");
        var metadata = Metadata(package);
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.NotNull(package.GetEntry("README.md"));
        Assert.NotEqual("", Value(metadata, "description"));
    }

    [Fact]
    public void The_terminal_brings_the_console_and_the_log()
    {
        using var package = Open("LoraDsl.Terminal", "nupkg");
        Assert.Equal(
            [
                Own("LoraDsl.Experiments"),
                ("Microsoft.Extensions.Logging.Abstractions", Repository.VersionOf("Microsoft.Extensions.Logging.Abstractions")),
                ("Spectre.Console", Repository.VersionOf("Spectre.Console")),
            ],
            Dependencies(package));
        Assert.Equal(
            ["lib/net10.0/LoraDsl.Terminal.dll", "lib/net10.0/LoraDsl.Terminal.xml"],
            package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_report_depends_on_the_formats_of_its_own_version_alone()
    {
        using var package = Open("LoraDsl.Report", "nupkg");
        Assert.Equal([Own("LoraDsl.Formats")], Dependencies(package));
        Assert.Equal(
            ["lib/net10.0/LoraDsl.Report.dll", "lib/net10.0/LoraDsl.Report.xml"],
            package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_tool_brings_what_it_needs_but_nothing_of_libtorch()
    {
        using var package = Open("LoraDsl.Tool", "nupkg");
        Assert.Empty(Dependencies(package));
        Assert.NotNull(package.GetEntry("tools/net10.0/any/lora.dll"));
        Assert.DoesNotContain(package.Entries, entry => entry.FullName.Contains("/native/", StringComparison.Ordinal) || entry.Name.Contains("Torch", StringComparison.Ordinal));
    }

    private static (string Id, string Version) Own(string id) => (id, $"[{ConsumerProject.Version}]");

    private ZipArchive Open(string id, string kind) =>
        ZipFile.OpenRead(Path.Combine(consumer.Feed, $"{id}.{ConsumerProject.Version}.{kind}"));

    private static XElement Metadata(ZipArchive package)
    {
        using var specification = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(specification).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name).Value;

    private static IEnumerable<(string Id, string Version)> Dependencies(ZipArchive package) => Metadata(package)
        .Descendants()
        .Where(element => element.Name.LocalName == "dependency")
        .Select(element => (element.Attribute("id")!.Value, element.Attribute("version")!.Value));
}
