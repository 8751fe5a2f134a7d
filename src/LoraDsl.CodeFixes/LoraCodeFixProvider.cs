using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LoraDsl.CodeFixes.Fixes;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoraDsl.CodeFixes;

/// <summary>
/// Offers the fixes that the analyzers' diagnostics name. Every fix is a change of text, so that what surrounds it, comments and
/// layout included, stays as it was written.
/// </summary>
/// <remarks>Not <c>[Shared]</c>: that would bind this assembly to one version of System.Composition, and every IDE brings its own.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoraCodeFixProvider))]
public sealed class LoraCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.CreateRange(Rules.All.Where(static rule => rule.HasFix).Select(static rule => rule.Id));

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        static async (context, document, diagnostics) => await FixAsync(
            document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in OfferedFix.Of(diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        fix.Title,
                        async cancellation => await FixAsync(
                            context.Document, ImmutableArray.Create(diagnostic), fix.EquivalenceKey, cancellation).ConfigureAwait(false),
                        fix.EquivalenceKey),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> FixAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string? equivalenceKey, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var edits = new TextEdits();
        foreach (var diagnostic in diagnostics)
        {
            foreach (var fix in OfferedFix.Of(diagnostic))
            {
                if (fix.EquivalenceKey == equivalenceKey && root is not null)
                {
                    edits.AddTogether(fix.Changes(new FixSite(root, text, diagnostic.Location.SourceSpan)));
                }
            }
        }

        return document.WithText(text.WithChanges(edits.Changes));
    }
}
