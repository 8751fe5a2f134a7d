using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA211 and LORA212: what was written and changes nothing.</summary>
internal static class EffectRules
{
    /// <summary>Options of one <c>[Lora]</c> that its rank makes idle.</summary>
    public static void CheckOptions(LoraDeclaration lora, string? field, List<Finding> findings)
    {
        if (!lora.IsAdaptive)
        {
            Report(lora.MinRank is not null, "MinRank", "it bounds an adaptive rank, and this one is fixed");
            Report(lora.MaxRank is not null, "MaxRank", "it bounds an adaptive rank, and this one is fixed");
        }

        Report(
            lora.RankStabilized && lora.Alpha is null,
            "RankStabilized",
            "without Alpha the scaling is 1 at every rank; set Alpha as well if it is wanted");

        void Report(bool isIdle, string option, string reason)
        {
            if (isIdle)
            {
                findings.Add(Finding.Of(
                    RuleIds.NoEffect,
                    new Culprit.Attribute(field, AttributeKind.Lora, option),
                    Mend.DropArgument(option),
                    option,
                    reason));
            }
        }
    }

    /// <summary>Budgets beside a number as the rank.</summary>
    public static void CheckFixedRankBudgets(IReadOnlyList<string?> owners, List<Finding> findings)
    {
        foreach (var owner in owners)
        {
            findings.Add(Finding.Of(
                RuleIds.NoEffect,
                new Culprit.Attribute(owner, AttributeKind.Lora, "budget"),
                Mend.DropArgument("budget"),
                "budget",
                "a rank that is a number draws on no budget; write \"adaptive\" as the rank if it is wanted"));
        }
    }

    /// <summary>Attributes of fields without which the class would be the same.</summary>
    public static void CheckFields(AnnotatedClass model, List<Finding> findings)
    {
        foreach (var layer in model.Layers)
        {
            if (layer.Annotations is { NoLora: true, IsAdapted: false } && NothingWouldAdapt(layer, model) is { } reason)
            {
                Report(layer, AttributeKind.NoLora, reason);
            }
            else if (layer.Annotations is { NoLora: false, Lora: { } lora, DyLora: null } && IsTheSame(lora, model.Annotations.Lora))
            {
                Report(layer, AttributeKind.Lora, "its class says the same");
            }
            else if (layer.Annotations is { NoLora: false, Lora: null, DyLora: { } dyLora } && model.Annotations.Lora is null && dyLora == model.Annotations.DyLora)
            {
                Report(layer, AttributeKind.DyLora, "its class says the same");
            }
        }

        void Report(LayerField layer, AttributeKind kind, string reason) => findings.Add(Finding.Of(
            RuleIds.Redundant, new Culprit.Attribute(layer.Name, kind), Mend.DropAttribute(kind), kind.ToString(), layer.Identifier, reason));
    }

    private static string? NothingWouldAdapt(LayerField layer, AnnotatedClass model)
    {
        if (!model.Annotations.IsAdapted)
        {
            return "its class is not adapted, only single fields of it are";
        }

        return layer.Kind switch
        {
            LayerKind.Static => "a static field is not adapted anyway",
            LayerKind.Unsupported => $"there is no adapter for '{layer.TypeName}' anyway",
            _ => null,
        };
    }

    // A class's budget is shared, a field's is its own: two budgets are never the same one.
    private static bool IsTheSame(LoraDeclaration field, LoraDeclaration? ofClass) =>
        ofClass is not null && field.Budget is null && field == ofClass with { Budget = null };
}
