using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LoraDsl.CodeFixes.Tests.Harness;

namespace LoraDsl.CodeFixes.Tests;

/// <summary>A fix is one in the provider, a section on its rule's page, a word in the table of contents, and a test.</summary>
public partial class FixSetTests
{
    private static IEnumerable<string> Ids => new LoraCodeFixProvider().FixableDiagnosticIds.Order(StringComparer.Ordinal);

    public static TheoryData<string> Fixable => [.. Ids];

    public static TheoryData<string> NotFixable => [.. Pages().Where(page => !page.HasFix).Select(page => page.Id)];

    [Fact]
    public void Every_fix_has_a_section_on_its_page() =>
        Assert.Equal(Ids, Pages().Where(page => page.HasFix).Select(page => page.Id));

    [Fact]
    public void Every_fix_is_in_the_table_of_contents() => Assert.Equal(
        Ids, Listed().Matches(File.ReadAllText(Path.Combine(Folder(), "README.md"))).Select(match => match.Groups[1].Value));

    [Fact]
    public void Every_fix_has_a_test()
    {
        var tests = string.Concat(
            Directory.GetFiles(Path.GetDirectoryName(ThisFile())!, "*Tests.cs").Where(file => file != ThisFile()).Select(File.ReadAllText));
        Assert.All(Ids, id => Assert.Contains($"\"{id}\"", tests, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fixable))]
    public async Task Each_fix_of_the_wrong_example_leaves_a_diagnostic_less(string id)
    {
        var project = TestProject.Create(Example(id));
        var diagnostics = await TestProject.Diagnose(project);
        var actions = await FixHarness.Offered(project, diagnostics[0]);
        Assert.NotEmpty(actions);
        foreach (var action in actions)
        {
            var left = await TestProject.Diagnose(await FixHarness.Apply(project, action));
            Assert.True(left.Count(diagnostic => diagnostic.Id == id) < diagnostics.Count, action.Title);
        }
    }

    [Theory]
    [MemberData(nameof(NotFixable))]
    public async Task A_rule_without_a_fix_names_no_fix(string id) => Assert.All(
        await TestProject.Diagnose(TestProject.Create(Example(id))), diagnostic => Assert.Empty(diagnostic.Properties));

    private static IEnumerable<(string Id, bool HasFix)> Pages() => Directory.GetFiles(Folder(), "LORA*.md")
        .Order(StringComparer.Ordinal)
        .Select(page => (Path.GetFileNameWithoutExtension(page), File.ReadAllText(page).Contains("\n## Fix\n", StringComparison.Ordinal)));

    private static string Example(string id) => Code().Match(File.ReadAllText(Path.Combine(Folder(), id + ".md"))).Groups[1].Value;

    private static string Folder() => Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../docs/diagnostics");

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("## Wrong\n\n```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\| \[(LORA\d+)\].* \| yes \|")]
    private static partial Regex Listed();
}
