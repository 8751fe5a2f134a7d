using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoraDsl.CodeFixes.Tests.Harness;

/// <summary>Applies code fixes as an IDE does.</summary>
internal static class FixHarness
{
    /// <summary>Fixes the first diagnostic of the rule, and requires the text that comes of it.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="title">What the fix is called.</param>
    /// <param name="before">The source.</param>
    /// <param name="after">The source afterwards.</param>
    public static async Task Verify(string id, string title, string before, string after)
    {
        var project = TestProject.Create(before);
        var diagnostics = (await TestProject.Diagnose(project)).Where(diagnostic => diagnostic.Id == id).ToList();
        Assert.NotEmpty(diagnostics);
        var action = (await Offered(project, diagnostics[0])).Single(action => action.Title == title);
        var result = await Apply(project, action);
        Assert.Equal([after], await TestProject.Texts(result));
        Assert.Equal(diagnostics.Count - 1, (await TestProject.Diagnose(result)).Count(diagnostic => diagnostic.Id == id));
    }

    /// <summary>Fixes every diagnostic of the rule at once, and requires the texts that come of it and that none is left.</summary>
    public static async Task VerifyAll(string id, FixAllScope scope, string[] before, string[] after)
    {
        var project = TestProject.Create(before);
        var first = (await TestProject.Diagnose(project)).First(diagnostic => diagnostic.Id == id);
        var action = (await Offered(project, first))[0];
        var result = await ApplyAll(project, first, action, scope);
        Assert.Equal(after, await TestProject.Texts(result));
        if (scope != FixAllScope.Document)
        {
            Assert.DoesNotContain(await TestProject.Diagnose(result), diagnostic => diagnostic.Id == id);
        }
    }

    /// <summary>The fixes that are offered for a diagnostic.</summary>
    public static async Task<IReadOnlyList<CodeAction>> Offered(Project project, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var provider = new LoraCodeFixProvider();
        if (provider.FixableDiagnosticIds.Contains(diagnostic.Id))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                DocumentOf(project, diagnostic), diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        return actions;
    }

    public static async Task<Project> Apply(Project project, CodeAction action)
    {
        var operation = Assert.Single(await action.GetOperationsAsync(CancellationToken.None));
        return Assert.IsType<ApplyChangesOperation>(operation).ChangedSolution.GetProject(project.Id)!;
    }

    private static async Task<Project> ApplyAll(Project project, Diagnostic first, CodeAction action, FixAllScope scope)
    {
        var provider = new LoraCodeFixProvider();
        var context = new FixAllContext(
            DocumentOf(project, first), provider, scope, action.EquivalenceKey, [first.Id], new Diagnostics(), CancellationToken.None);
        return await Apply(project, (await provider.GetFixAllProvider().GetFixAsync(context))!);
    }

    private static Document DocumentOf(Project project, Diagnostic diagnostic) =>
        project.Solution.GetDocument(diagnostic.Location.SourceTree)!;

    private sealed class Diagnostics : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await TestProject.Diagnose(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await TestProject.Diagnose(document.Project)).Where(diagnostic => DocumentOf(document.Project, diagnostic).Id == document.Id);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
