using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using LoraDsl.CodeFixes.Mends;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoraDsl.CodeFixes;

/// <summary>
/// Offers the mends that the analyzers' diagnostics name. Every mend is a change of text, so that what surrounds it, comments and
/// layout included, stays as it was written.
/// </summary>
/// <remarks>Not <c>[Shared]</c>: that would bind this assembly to one version of System.Composition, and every IDE brings its own.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoraCodeFixProvider))]
public sealed class LoraCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        RuleIds.NotPartial,
        RuleIds.EnclosingNotPartial,
        RuleIds.UnsupportedField,
        RuleIds.AttachMissing,
        RuleIds.AttachMisplaced,
        RuleIds.RawLayer,
        RuleIds.PropertyLayer,
        RuleIds.RankBelowOne,
        RuleIds.BudgetBelowOne,
        RuleIds.UnknownRankWord,
        RuleIds.RankBounds,
        RuleIds.Alpha,
        RuleIds.Dropout,
        RuleIds.Contradiction,
        RuleIds.RankAboveSizes,
        RuleIds.BudgetTooSmall,
        RuleIds.NoEffect,
        RuleIds.Redundant,
        RuleIds.BudgetTooLarge,
        RuleIds.UnknownOption,
        RuleIds.UnscoredComponents,
        RuleIds.AdaLoraOption,
        RuleIds.MixedBudget,
        RuleIds.AdaLoraBudget,
        RuleIds.StartMethod,
        RuleIds.StartLayer,
        RuleIds.UnknownTarget,
        RuleIds.TargetsOnField,
        RuleIds.DropoutOnEmbedding,
        RuleIds.DyLoraOrder,
        RuleIds.DyLoraBelowOne,
        RuleIds.DyLoraSingleRank,
        RuleIds.LorsLayer,
        RuleIds.LorsOption,
        RuleIds.GroupName,
        RuleIds.GroupLayer,
        RuleIds.GroupNotAdapted,
        RuleIds.GroupOfOne);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        static async (context, document, diagnostics) => await MendAsync(
            document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var mend in OfferedMend.Of(diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        mend.Title,
                        async cancellation => await MendAsync(
                            context.Document, ImmutableArray.Create(diagnostic), mend.EquivalenceKey, cancellation).ConfigureAwait(false),
                        mend.EquivalenceKey),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> MendAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string? equivalenceKey, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var edits = new TextEdits();
        foreach (var diagnostic in diagnostics)
        {
            foreach (var mend in OfferedMend.Of(diagnostic))
            {
                if (mend.EquivalenceKey == equivalenceKey && root is not null)
                {
                    edits.AddTogether(mend.Changes(new MendSite(root, text, diagnostic.Location.SourceSpan)));
                }
            }
        }

        return document.WithText(text.WithChanges(edits.Changes));
    }
}
