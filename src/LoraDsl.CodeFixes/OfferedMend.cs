using System;
using System.Collections.Generic;
using LoraDsl.CodeFixes.Mends;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.CodeFixes;

/// <summary>One way to mend a diagnostic.</summary>
/// <param name="Title">What it does, for the user.</param>
/// <param name="EquivalenceKey">What Fix All knows it by: the same for all places of one kind.</param>
/// <param name="Changes">The changes that it makes at a place.</param>
internal sealed record OfferedMend(string Title, string EquivalenceKey, Func<MendSite, IReadOnlyCollection<TextChange>> Changes)
{
    /// <summary>The mends of a diagnostic, as its properties name them.</summary>
    public static IEnumerable<OfferedMend> Of(Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(MendWords.Kind, out var kind)
            || !diagnostic.Properties.TryGetValue(MendWords.Text, out var text)
            || kind is null
            || text is null)
        {
            yield break;
        }

        var texts = text.Split(MendWords.Separator);
        if (kind == MendWords.DropAttribute)
        {
            foreach (var attribute in texts)
            {
                yield return Offer($"Remove [{attribute}]", site => AttributeMends.Drop(site, attribute), attribute);
            }

            yield break;
        }

        yield return kind switch
        {
            MendWords.Write => Offer($"Write '{text}'", site => [new TextChange(site.Span, text)]),
            MendWords.DropArgument => Offer($"Leave out '{text}'", site => ArgumentMends.Drop(site, text)),
            MendWords.SwapArguments => Offer($"Swap '{texts[0]}' and '{texts[1]}'", site => ArgumentMends.Swap(site, texts[0], texts[1])),
            MendWords.FixRank => Offer($"Write [Lora({text})]", site => ArgumentMends.FixRank(site, text)),
            MendWords.ReplaceDyLora => Offer("Replace [DyLora] by [Lora]", AttributeMends.ReplaceDyLora),
            MendWords.AddAttribute => Offer($"Write {text}", site => AttributeMends.Add(site, text)),
            MendWords.MakePartial => Offer("Make it partial", DeclarationMends.MakePartial),
            MendWords.AppendCalls => Offer($"Call {string.Join("() and ", texts)}()", site => StatementMends.Append(site, texts)),
            MendWords.PrependCall => Offer($"Call {text}() first", site => StatementMends.Prepend(site, text)),
            MendWords.MoveToEnd => Offer("Move it to the end of the constructor", StatementMends.MoveToEnd),
            MendWords.DropStatement => Offer("Remove the call", StatementMends.Drop),
            _ => throw new InvalidOperationException($"There is no mend '{kind}'."),
        };

        OfferedMend Offer(string title, Func<MendSite, IReadOnlyCollection<TextChange>> changes, string variant = "") =>
            new(title, $"{diagnostic.Id}.{kind}.{variant}", changes);
    }
}
