using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>
/// Every rule that one class can break by itself. Pure: a record in, findings out. The one that needs the whole compilation
/// is <see cref="BudgetRule"/>.
/// </summary>
internal static class RuleBook
{
    public static IReadOnlyList<Finding> Check(AnnotatedClass model)
    {
        var findings = new List<Finding>();
        ContractRules.Check(model, findings);
        TargetRules.CheckClass(model, findings);
        CheckAnnotations(model.Annotations, null, null, findings);
        foreach (var layer in model.Layers)
        {
            CheckAnnotations(layer.Annotations, layer.Name, model.Annotations.Lora, findings);
            TargetRules.CheckField(layer, findings);
        }

        return findings;
    }

    private static void CheckAnnotations(Annotations annotations, string? field, LoraDeclaration? ofClass, List<Finding> findings)
    {
        if (annotations.Lora is { } lora)
        {
            LoraRules.Check(lora, field, ofClass, findings);
        }

        if (annotations.DyLora is { } dyLora)
        {
            DyLoraRules.Check(dyLora, field, findings);
        }
    }
}
