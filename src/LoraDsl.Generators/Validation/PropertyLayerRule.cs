using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA111: a class attribute adapts fields; a layer in an auto-property would be passed over in silence.</summary>
internal static class PropertyLayerRule
{
    /// <summary>What says that a layer behind a property is left out on purpose.</summary>
    public const string Exception = "[field: NoLora]";

    public static void Check(AnnotatedClass model, IReadOnlyList<string> properties, List<Finding> findings)
    {
        if (!model.Annotations.IsAdapted)
        {
            return;
        }

        foreach (var property in properties)
        {
            findings.Add(Finding.Of(RuleIds.PropertyLayer, new Culprit.Member(property), Mend.AddAttribute(Exception), property));
        }
    }
}
