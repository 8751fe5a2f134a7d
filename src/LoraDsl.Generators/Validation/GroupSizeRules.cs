using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA605: layers that cannot read one input, as far as their sizes are constants.</summary>
internal static class GroupSizeRules
{
    public static void Check(AnnotatedClass model, IReadOnlyList<LayerSizes> sizes, List<Finding> findings)
    {
        foreach (var group in model.Groups)
        {
            (LayerField Layer, long In)? first = null;
            foreach (var layer in GroupRules.Members(group, model))
            {
                if (!GroupRules.CanJoin(layer, model.Annotations.Declaration) || Inputs(layer.Name, sizes) is not { } inputs)
                {
                    continue;
                }

                if (first is not { } other)
                {
                    first = (layer, inputs);
                }
                else if (other.In != inputs)
                {
                    findings.Add(Finding.Of(
                        Rules.GroupSizes,
                        new Target.Attribute(layer.Name, AttributeKind.LoraGroup),
                        group.Name,
                        other.Layer.Identifier,
                        Text(other.In),
                        layer.Identifier,
                        Text(inputs)));
                }
            }
        }
    }

    // The size is known if all assignments of the field agree.
    private static long? Inputs(string field, IReadOnlyList<LayerSizes> sizes)
    {
        long? known = null;
        foreach (var size in sizes)
        {
            if (size.Field != field)
            {
                continue;
            }

            if (size.In is not { } inputs || (known is { } earlier && earlier != inputs))
            {
                return null;
            }

            known = inputs;
        }

        return known;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
