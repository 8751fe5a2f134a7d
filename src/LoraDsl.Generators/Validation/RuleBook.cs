using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>
/// Every rule. Pure: records in, findings out. The one that needs the whole compilation is <see cref="BudgetRule"/>, and the one
/// about a single use of a field is <see cref="RawLayerRule"/>.
/// </summary>
internal static class RuleBook
{
    /// <summary>The rules that the declaration of a class can break.</summary>
    public static IReadOnlyList<Finding> Check(AnnotatedClass model, ClassSurroundings surroundings)
    {
        var findings = new List<Finding>();
        var others = surroundings.Others;
        ContractRules.Check(model, surroundings, findings);
        LayerSelectionRules.CheckClass(model, others, findings);
        CheckAnnotations(model.Annotations, null, null, findings);
        if (model.Annotations.Lora is { } ofClass)
        {
            BiasRules.Check(ofClass, null, null, findings);
        }

        foreach (var layer in model.Layers)
        {
            CheckAnnotations(layer.Annotations, layer.Name, model.Annotations.Lora, findings);
            if (layer.Annotations.Lora is { } lora)
            {
                BiasRules.Check(lora, layer.Name, layer.Kind, findings);
            }

            LayerSelectionRules.CheckField(layer, findings);
            LorsRules.CheckField(layer, model.Annotations.Declaration, findings);
            VariantRules.CheckField(layer, findings);
        }

        InitializationRules.Check(model, findings);
        LoraVariantRules.Check(model, findings);
        LorsRules.CheckOptions(surroundings.LorsOptions, findings);
        EffectRules.CheckOptions(model, findings);
        VariantRules.CheckEffects(model, findings);
        SharingRules.Check(model, findings);
        EffectRules.CheckFixedRankBudgets(surroundings.FixedRankBudgets, findings);
        if (CanBeAdapted(model))
        {
            GroupRules.Check(model, findings);
            PropertyLayerRule.Check(model, surroundings.PropertyLayers, findings);
            PassedOverRule.Check(model, others, findings);
            EffectRules.CheckFields(model, others, findings);
            AdaLoraRules.Check(model, surroundings.Known, findings);
            BudgetSizeRules.Check(model, surroundings.Known, findings);
        }

        return findings;
    }

    /// <summary>The rules about groups, for a class in which nothing is adapted.</summary>
    public static IReadOnlyList<Finding> CheckGroups(AnnotatedClass model)
    {
        var findings = new List<Finding>();
        GroupRules.Check(model, findings);
        return findings;
    }

    /// <summary>The rules that the bodies of a class can break.</summary>
    public static IReadOnlyList<Finding> CheckBody(AnnotatedClass model, ClassBody body, ClassSurroundings surroundings)
    {
        var findings = new List<Finding>();
        if (HasGeneratedPart(model) && ContractRules.HasSomethingToAdapt(model))
        {
            AttachRules.Check(model, body, findings);
            SizeRules.Check(model, body.Sizes, findings);
            GroupSizeRules.Check(model, body.Sizes, findings);
            GroupedConvolutionRule.Check(model, body.Sizes, findings);
            InitializationRankRule.Check(model, SizeRules.Known(body.Sizes), findings);
            PassedOverRule.CheckContents(model, body, surroundings.Others, findings);
            BudgetSizeRules.CheckSizes(model, surroundings.Known, SizeRules.Known(body.Sizes), findings);
        }

        return findings;
    }

    /// <summary>Whether the generator writes adapter properties and <c>AttachLora()</c> for the class.</summary>
    public static bool HasGeneratedPart(AnnotatedClass model) => CanBeAdapted(model) && model.TakenName is null;

    private static bool CanBeAdapted(AnnotatedClass model) => model.Refusal is null && model.IsModule;

    private static void CheckAnnotations(Annotations annotations, string? field, LoraDeclaration? ofClass, List<Finding> findings)
    {
        OptionRules.Check(annotations, field, findings);
        if (annotations.Lora is { } lora)
        {
            LoraRules.Check(lora, field, ofClass, findings);
            OptionRules.Check(lora, field, findings);
        }

        if (annotations.DyLora is { } dyLora)
        {
            DyLoraRules.Check(dyLora, field, findings);
            OptionRules.Check(dyLora, field, findings);
        }

        if (annotations.Lors is { } lors)
        {
            LorsRules.Check(lors, field, findings);
        }

        if (annotations.Variant is { } variant)
        {
            VariantRules.Check(variant, field, findings);
        }
    }
}
