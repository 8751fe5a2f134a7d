using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA111: a class attribute adapts fields; a layer in an auto-property would be left out without a message.</summary>
internal static class PropertyLayerRule
{
    /// <summary>The attribute that leaves a layer in a property out on purpose.</summary>
    public const string Exception = "[field: NoLora]";

    public static void Check(AnnotatedClass model, IReadOnlyList<string> properties, List<Finding> findings)
    {
        if (!model.Annotations.IsAdapted)
        {
            return;
        }

        foreach (var property in properties)
        {
            findings.Add(Finding.Of(Rules.PropertyLayer, new Target.Member(property), Fix.AddAttribute(Exception), property));
        }
    }
}
