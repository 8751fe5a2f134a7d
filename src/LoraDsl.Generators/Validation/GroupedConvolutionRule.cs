using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA114: an adapted convolution whose channels do not all mix, so that only a fixed rank of its groups can adapt it.</summary>
internal static class GroupedConvolutionRule
{
    public static void Check(AnnotatedClass model, IReadOnlyList<LayerSizes> sizes, List<Finding> findings)
    {
        foreach (var layer in model.Layers)
        {
            if (layer.Kind != LayerKind.Conv2d || !layer.IsAdapted || Groups(layer.Name, sizes) is not { } groups
                || Inheritance.Effective(layer, model.Annotations.Declaration) is not { } declaration
                || Problem(declaration, groups) is not var (reason, advice))
            {
                continue;
            }

            var way = layer.Annotations.IsAdapted && !model.Annotations.IsAdapted
                ? "remove the attribute"
                : $"leave '{layer.Identifier}' out by [NoLora]";
            findings.Add(Finding.Of(
                Rules.GroupedConvolution,
                new Target.Member(layer.Name),
                layer.Identifier,
                groups == LayerSizes.Depthwise ? "as many groups as channels," : $"{Text(groups)} groups of channels",
                reason,
                $"{advice}, or {way}"));
        }
    }

    // B has a part of the ranks for each group, and B·A is no kernel of the layer's.
    private static (string Reason, string Advice)? Problem(AdapterDeclaration declaration, long groups) => declaration switch
    {
        LoraDeclaration { Rank: { } rank, Variant.Dora: not true, Init: null or AdapterInitialization.Original or AdapterInitialization.Gaussian } =>
            groups == LayerSizes.Depthwise || rank % groups == 0 || rank < 1
                ? null
                : ($"each needs a part of the rank, and {Text(rank)} is not divisible by {Text(groups)}", $"write a multiple of {Text(groups)}"),
        _ => ("this attribute needs B·A to be a kernel of the layer's, which would mix them", "write [Lora] with a fixed rank and no other option but Alpha, Dropout and RankStabilized"),
    };

    private static long? Groups(string field, IReadOnlyList<LayerSizes> sizes)
    {
        foreach (var size in sizes)
        {
            if (size.Field == field && size.Groups is { } groups and not 1)
            {
                return groups;
            }
        }

        return null;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
