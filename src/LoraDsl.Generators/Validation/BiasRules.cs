using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA122 and LORA123: biases that are trained with an adapter.</summary>
internal static class BiasRules
{
    /// <param name="lora">The attribute.</param>
    /// <param name="field">The field that carries it, or <see langword="null"/>.</param>
    /// <param name="kind">What the field is.</param>
    /// <param name="findings">What was found.</param>
    public static void Check(LoraDeclaration lora, string? field, LayerKind? kind, List<Finding> findings)
    {
        if (field is not null && lora.Bias is not null)
        {
            findings.Add(Finding.Of(
                Rules.BiasOnField, new Target.Attribute(field, AttributeKind.Lora, "Bias"), Fix.DropArgument("Bias"), field));
        }

        if (lora.LoraBias is true && (lora.IsAdaptive || kind == LayerKind.Embedding))
        {
            findings.Add(Finding.Of(
                Rules.LoraBias,
                new Target.Attribute(field, AttributeKind.Lora, "LoraBias"),
                Fix.DropArgument("LoraBias"),
                lora.IsAdaptive ? "its rank is not a number" : $"'{field}' is an Embedding"));
        }
    }
}
