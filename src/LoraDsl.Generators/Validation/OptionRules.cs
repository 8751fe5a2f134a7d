using System;
using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA214: numbers that were cast to an enum which has no such member.</summary>
internal static class OptionRules
{
    public static void Check(LoraDeclaration lora, string? field, List<Finding> findings)
    {
        Check("Importance", lora.Sharing.Importance, AttributeKind.Lora, field, findings);
        Check("Allocation", lora.Sharing.Allocation, AttributeKind.Lora, field, findings);
        Check("Rounding", lora.Sharing.Rounding, AttributeKind.Lora, field, findings);
        Check("BudgetUnit", lora.Sharing.Unit, AttributeKind.Lora, field, findings);
        Check("Schedule", lora.Schedule, AttributeKind.Lora, field, findings);
        Check("Init", lora.Init, AttributeKind.Lora, field, findings);
        Check("Bias", lora.Bias, AttributeKind.Lora, field, findings);
    }

    public static void Check(DyLoraDeclaration dyLora, string? field, List<Finding> findings)
    {
        Check("Mode", dyLora.Mode, AttributeKind.DyLora, field, findings);
        Check("Sampling", dyLora.Sampling, AttributeKind.DyLora, field, findings);
        Check("Init", dyLora.Init, AttributeKind.DyLora, field, findings);
    }

    public static void Check(LorsDeclaration lors, string? field, List<Finding> findings)
    {
        Check("Mode", lors.Mode, AttributeKind.Lors, field, findings);
        Check("Init", lors.Init, AttributeKind.Lors, field, findings);
    }

    /// <summary>The option that every adapting attribute has.</summary>
    public static void Check(Annotations annotations, string? field, List<Finding> findings)
    {
        if (annotations.Declaration is { } declaration)
        {
            Check("Accessibility", annotations.Accessibility, AttributeKinds.Of(declaration), field, findings);
        }
    }

    private static void Check<T>(string option, T? value, AttributeKind kind, string? field, List<Finding> findings)
        where T : struct, Enum
    {
        if (value is { } number && !number.IsMember())
        {
            findings.Add(Finding.Of(
                Rules.UnknownOption,
                new Target.Attribute(field, kind, option),
                Fix.DropArgument(option),
                option,
                number.Text(),
                typeof(T).Name));
        }
    }
}
