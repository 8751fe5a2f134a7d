using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LoraDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Tests.Diagnostics;

/// <summary>A rule is a descriptor, a line in the release file, a page and a test; none of them goes without the others.</summary>
public partial class RuleSetTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> s_descriptors =
        [.. AnalyzerHarness.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    private static IEnumerable<string> Ids => s_descriptors.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal);

    [Fact]
    public void Every_rule_has_a_line_in_the_release_file()
    {
        var lines = File.ReadLines(Path.Combine(Root(), "src/LoraDsl.Generators/AnalyzerReleases.Unshipped.md"))
            .Where(line => line.StartsWith("LORA", StringComparison.Ordinal));
        Assert.Equal(
            s_descriptors
                .OrderBy(rule => rule.Id, StringComparer.Ordinal)
                .Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}"),
            lines);
    }

    [Fact]
    public void Every_rule_has_a_page_with_a_wrong_and_a_right_example()
    {
        var pages = Directory.GetFiles(Path.Combine(Root(), "docs/diagnostics"), "LORA*.md");
        Assert.Equal(Ids, pages.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.All(pages, page =>
        {
            var text = File.ReadAllText(page);
            var rule = s_descriptors.Single(descriptor => descriptor.Id == Path.GetFileNameWithoutExtension(page));
            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", text, StringComparison.Ordinal);
            Assert.Contains("\n## Wrong\n\n```csharp\n", text, StringComparison.Ordinal);
            Assert.Contains("\n## Right\n\n```csharp\n", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_rule_is_in_the_table_of_contents()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs/diagnostics/README.md"));
        Assert.Equal(
            s_descriptors
                .OrderBy(rule => rule.Id, StringComparer.Ordinal)
                .Select(rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.DefaultSeverity} | {rule.Title} | "),
            text.Split('\n')
                .Where(line => line.StartsWith("| [", StringComparison.Ordinal))
                .Select(line => line[..(line.TrimEnd('|', ' ').LastIndexOf('|') + 2)]));
    }

    [Fact]
    public void Every_rule_has_a_test_with_an_exact_span()
    {
        var marked = Directory.GetFiles(Path.GetDirectoryName(ThisFile())!, "*.cs")
            .SelectMany(file => Mark().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct();
        Assert.Equal(Ids, marked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_links_to_its_page() => Assert.All(s_descriptors, rule => Assert.Equal(
        $"https://github.com/loradsl/loradsl/blob/main/docs/diagnostics/{rule.Id}.md", rule.HelpLinkUri));

    private static string Root() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../.."));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\{\|(LORA\d+):")]
    private static partial Regex Mark();
}
