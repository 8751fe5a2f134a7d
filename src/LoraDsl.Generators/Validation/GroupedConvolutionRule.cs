using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA114: an adapted convolution whose channels do not all mix.</summary>
internal static class GroupedConvolutionRule
{
    public static void Check(AnnotatedClass model, IReadOnlyList<LayerSizes> sizes, List<Finding> findings)
    {
        foreach (var layer in model.Layers)
        {
            if (layer.Kind == LayerKind.Conv2d && layer.IsAdapted && Groups(layer.Name, sizes) is { } groups)
            {
                var advice = layer.Annotations.IsAdapted && !model.Annotations.IsAdapted
                    ? "remove the attribute"
                    : $"leave '{layer.Identifier}' out by [NoLora]";
                findings.Add(Finding.Of(
                    Rules.GroupedConvolution,
                    new Target.Member(layer.Name),
                    layer.Identifier,
                    groups == LayerSizes.Depthwise ? "as many groups as channels," : $"{groups.ToString(CultureInfo.InvariantCulture)} groups of channels",
                    advice));
            }
        }
    }

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
}
