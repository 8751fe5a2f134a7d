using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LoraDsl.Generators.Tests.Harness;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Tests.Diagnostics;

/// <summary>Every page's examples are what they say they are, and every rule can be switched off.</summary>
public partial class PageTests
{
    public static TheoryData<string> Ids => [.. Rules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_example_breaks_its_rule_and_no_other(string id)
    {
        var diagnostics = await AnalyzerHarness.Diagnose(Compilations.Create(Example(id, "Wrong")));
        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, diagnostic => Assert.Equal(id, diagnostic.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public Task The_right_example_compiles_and_breaks_no_rule(string id) => AnalyzerHarness.VerifyNone(Example(id, "Right"));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_pragma_suppresses_the_rule(string id) => Assert.Empty(
        await AnalyzerHarness.Diagnose(Compilations.Create($"\n#pragma warning disable {id}\n" + Example(id, "Wrong"))));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_editor_config_sets_the_severity(string id)
    {
        Assert.Empty(await AnalyzerHarness.Diagnose(Configured(id, "none")));
        var raised = await AnalyzerHarness.Diagnose(Configured(id, "error"));
        Assert.NotEmpty(raised);
        Assert.All(raised, diagnostic => Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity));
    }

    private static CSharpCompilation Configured(string id, string severity)
    {
        var compilation = Compilations.Create(Example(id, "Wrong"));
        var config = AnalyzerConfig.Parse($"root = true\n[*.cs]\ndotnet_diagnostic.{id}.severity = {severity}\n", "/.editorconfig");
        return compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(
            new ConfiguredSeverities(AnalyzerConfigSet.Create<AnalyzerConfig[]>([config]))));
    }

    private static string Example(string id, string heading)
    {
        var path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/diagnostics", id + ".md");
        var page = File.ReadAllText(path);
        return Code().Match(page, page.IndexOf($"## {heading}", StringComparison.Ordinal)).Groups[1].Value;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    private sealed class ConfiguredSeverities(AnalyzerConfigSet set) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            set.GetOptionsForSourcePath("/" + tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
