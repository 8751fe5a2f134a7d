using System;
using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA222: a rank that is above the number of directions that its initialization can find in the layer.</summary>
internal static class InitializationRankRule
{
    public static void Check(AnnotatedClass model, IReadOnlyDictionary<string, (long In, long Out)> sizes, List<Finding> findings)
    {
        Finding? ofClass = null;
        var narrowest = long.MaxValue;
        foreach (var layer in model.Layers)
        {
            if (!layer.IsAdapted
                || !sizes.TryGetValue(layer.Name, out var size)
                || Inheritance.Effective(layer, model.Annotations.Declaration) is not { Init: { } init } effective
                || !Initializations.Fit(init, effective, layer.Kind)
                || Greatest(init, size.In, size.Out) is not { } greatest
                || Rank(effective) is not (var rank, var argument)
                || rank <= greatest)
            {
                continue;
            }

            var own = layer.Annotations.Declaration;
            var finding = Find(layer, own ?? effective, own is null ? null : layer.Name, init, size, greatest, rank, argument);
            if (own is not null)
            {
                findings.Add(finding);
            }
            else if (greatest < narrowest)
            {
                (ofClass, narrowest) = (finding, greatest);
            }
        }

        // One attribute gives one diagnostic, with the narrowest of its layers.
        if (ofClass is not null)
        {
            findings.Add(ofClass);
        }
    }

    private static Finding Find(
        LayerField layer,
        AdapterDeclaration declaration,
        string? owner,
        AdapterInitialization init,
        (long In, long Out) size,
        long greatest,
        int rank,
        string argument)
    {
        var advice = greatest > 0 ? $"write {Text(greatest)} or less, or another Init" : "write another Init";
        return Finding.Of(
            Rules.InitializationRank,
            new Target.Attribute(owner, AttributeKinds.Of(declaration), argument),
            greatest > 0 && declaration is not DyLoraDeclaration ? Fix.Write(Text(greatest)) : null,
            init.ToString(),
            Text(greatest),
            layer.Identifier,
            Text(size.In),
            Text(size.Out),
            Text(rank),
            advice);
    }

    /// <summary>The greatest rank that an initialization can start a layer with; <see langword="null"/> for any.</summary>
    private static long? Greatest(AdapterInitialization init, long columns, long rows) => init switch
    {
        // A takes the first r singular vectors of the gradient, B the r after them.
        AdapterInitialization.LoraGa => Math.Min(columns, rows) / 2,
        AdapterInitialization.Olora or AdapterInitialization.Gradient => Math.Min(columns, rows),
        AdapterInitialization.Eva => columns,
        _ => null,
    };

    private static (int Rank, string Argument)? Rank(AdapterDeclaration declaration) => declaration switch
    {
        LoraDeclaration { Rank: { } rank } => (rank, "rank"),
        LoraDeclaration { MinRank: { } least } => (least, "MinRank"),
        DyLoraDeclaration dyLora => (dyLora.MaxRank, "maxRank"),
        LorsDeclaration lors => (lors.Rank, "rank"),
        _ => null,
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
