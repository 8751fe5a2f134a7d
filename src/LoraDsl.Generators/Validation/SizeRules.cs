using System;
using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA209: a rank that is not below both sizes of its layer.</summary>
internal static class SizeRules
{
    public static void Check(AnnotatedClass model, IReadOnlyList<LayerSizes> sizes, List<Finding> findings)
    {
        var known = Known(sizes);
        (LayerField Layer, long In, long Out)? narrowest = null;
        foreach (var layer in model.Layers)
        {
            if (!layer.IsAdapted || !known.TryGetValue(layer.Name, out var size))
            {
                continue;
            }

            if (layer.Annotations.IsAdapted)
            {
                Check(layer.Annotations, layer.Name, layer, size.In, size.Out, model.Annotations.IsAdapted, findings);
            }
            else if (narrowest is not { } least || Math.Min(size.In, size.Out) < Math.Min(least.In, least.Out))
            {
                narrowest = (layer, size.In, size.Out);
            }
        }

        // One attribute gives one diagnostic, however many layers its rank is too high for.
        if (narrowest is { } found)
        {
            Check(model.Annotations, null, found.Layer, found.In, found.Out, isCovered: true, findings);
        }
    }

    /// <summary>The sizes that are known: of a field that is assigned in several places, when all of them agree.</summary>
    public static IReadOnlyDictionary<string, (long In, long Out)> Known(IReadOnlyList<LayerSizes> sizes)
    {
        var known = new Dictionary<string, (long In, long Out)>();
        var unknown = new HashSet<string>();
        foreach (var size in sizes)
        {
            if (size is not { In: { } columns and > 0, Out: { } rows and > 0 }
                || (known.TryGetValue(size.Field, out var other) && other != (columns, rows)))
            {
                unknown.Add(size.Field);
                continue;
            }

            known[size.Field] = (columns, rows);
        }

        foreach (var field in unknown)
        {
            known.Remove(field);
        }

        return known;
    }

    private static void Check(
        Annotations annotations, string? owner, LayerField layer, long columns, long rows, bool isCovered, List<Finding> findings)
    {
        var (rank, argument, kind) = annotations switch
        {
            { Lora: { Rank: { } number } } => (number, "rank", AttributeKind.Lora),
            { Lora: { IsAdaLora: true, InitialRank: { } initial } } => (initial, "InitialRank", AttributeKind.Lora),
            { Lora: { MinRank: { } least } } => (least, "MinRank", AttributeKind.Lora),
            { Lora: null, DyLora: { } range } => (range.MaxRank, "maxRank", AttributeKind.DyLora),
            { Lora: null, Lors: { } lors } => (lors.Rank, "rank", AttributeKind.Lors),
            _ => (0, "", AttributeKind.Lora),
        };
        if (rank < Math.Min(columns, rows))
        {
            return;
        }

        // The greatest r with r·(in + out) < in·out. A range cannot end below its least rank.
        var useful = ((columns * rows) - 1) / (columns + rows);
        var canBeWritten = useful >= (kind == AttributeKind.DyLora ? Math.Max(1, annotations.DyLora!.MinRank) : 1);
        findings.Add(Finding.Of(
            Rules.RankAboveSizes,
            new Target.Attribute(owner, kind, argument),
            canBeWritten ? Fix.Write(Text(useful)) : useful > 0 || isCovered ? null : Fix.DropAttribute(kind),
            Text(rank),
            layer.Identifier,
            Text(columns),
            Text(rows),
            Text(rank * (columns + rows)),
            Text(columns * rows),
            useful > 0
                ? owner is null ? $"write {Text(useful)} or less, or give '{layer.Identifier}' an attribute of its own" : $"write {Text(useful)} or less"
                : owner is null ? $"leave '{layer.Identifier}' out by [NoLora]" : isCovered ? "write [NoLora] instead of the attribute" : "remove the attribute"));
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
