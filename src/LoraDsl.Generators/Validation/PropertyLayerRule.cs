using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA111: a class attribute adapts fields; a layer in an auto-property would be left out without a message.</summary>
internal static class PropertyLayerRule
{
    /// <summary>The attribute that leaves a layer in a property out on purpose.</summary>
    public const string Exception = "[field: NoLora]";

    public static void Check(AnnotatedClass model, IReadOnlyList<PropertyLayer> properties, List<Finding> findings)
    {
        if (model.Annotations.Declaration is not { Layers: { Targets: null } layers })
        {
            return;
        }

        foreach (var property in properties)
        {
            if (layers.Includes(property.Name))
            {
                findings.Add(Finding.Of(
                    Rules.PropertyLayer,
                    new Target.Member(property.Name),
                    property.Field is { } field ? Fix.MakeField(field, Exception) : Fix.AddAttribute(Exception),
                    property.Name));
            }
        }
    }
}
