using System;
using System.Collections.Generic;
using LoraDsl.CodeFixes.Fixes;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.CodeFixes;

/// <summary>One way to fix a diagnostic.</summary>
/// <param name="Title">What it does, for the user.</param>
/// <param name="EquivalenceKey">What Fix All knows it by: the same for all places of one kind.</param>
/// <param name="Changes">The changes that it makes at a place.</param>
internal sealed record OfferedFix(string Title, string EquivalenceKey, Func<FixSite, IReadOnlyCollection<TextChange>> Changes)
{
    /// <summary>The fixes of a diagnostic, as its properties name them.</summary>
    public static IEnumerable<OfferedFix> Of(Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(FixWords.Kind, out var kind)
            || !diagnostic.Properties.TryGetValue(FixWords.Text, out var text)
            || kind is null
            || text is null)
        {
            yield break;
        }

        var texts = text.Split(FixWords.Separator);
        if (kind == FixWords.DropAttribute)
        {
            foreach (var attribute in texts)
            {
                yield return Offer($"Remove [{attribute}]", site => AttributeFixes.Drop(site, attribute), attribute);
            }

            yield break;
        }

        if (kind == FixWords.MakeField)
        {
            yield return Offer($"Make it a field '{texts[0]}'", site => PropertyFixes.MakeField(site, texts[0]), FixWords.MakeField);
            (kind, text) = (FixWords.AddAttribute, texts[1]);
        }

        yield return kind switch
        {
            FixWords.Write => Offer($"Write '{text}'", site => [new TextChange(site.Span, text)]),
            FixWords.DropArgument => Offer($"Leave out '{text}'", site => ArgumentFixes.Drop(site, text)),
            FixWords.SwapArguments => Offer($"Swap '{texts[0]}' and '{texts[1]}'", site => ArgumentFixes.Swap(site, texts[0], texts[1])),
            FixWords.WriteRank => Offer($"Write [Lora({text})]", site => ArgumentFixes.WriteRank(site, text)),
            FixWords.ReplaceDyLora => Offer("Replace [DyLora] by [Lora]", AttributeFixes.ReplaceDyLora),
            FixWords.AddAttribute => Offer($"Write {text}", site => AttributeFixes.Add(site, text)),
            FixWords.MakePartial => Offer("Make it partial", DeclarationFixes.MakePartial),
            FixWords.AppendCalls => Offer($"Call {string.Join("() and ", texts)}()", site => StatementFixes.Append(site, texts)),
            FixWords.PrependCall => Offer($"Call {text}() first", site => StatementFixes.Prepend(site, text)),
            FixWords.MoveToEnd => Offer("Move it to the end of the constructor", StatementFixes.MoveToEnd),
            FixWords.DropStatement => Offer("Remove the call", StatementFixes.Drop),
            _ => throw new InvalidOperationException($"There is no fix '{kind}'."),
        };

        OfferedFix Offer(string title, Func<FixSite, IReadOnlyCollection<TextChange>> changes, string variant = "") =>
            new(title, $"{diagnostic.Id}.{kind}.{variant}", changes);
    }
}
