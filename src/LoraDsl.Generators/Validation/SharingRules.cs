using System;
using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA215, LORA218 and a part of LORA211: how a budget is shared out.</summary>
internal static class SharingRules
{
    public static void Check(AnnotatedClass model, List<Finding> findings)
    {
        if (model.Annotations.Lora is { } ofClass)
        {
            CheckIdle(ofClass, null, ofClass.Sharing.IsAdaLora && ReachesAdapters(model, ofClass), findings);
            CheckComponents(ofClass, null, findings);
            if (Shares(ofClass) && FirstEmbedding(model) is { } embedding)
            {
                CheckEmbedding(ofClass, null, embedding, findings);
            }
        }

        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Lora is { } own)
            {
                // LORA217 reports an allocation that differs from the class's AdaLoRA.
                var saysKind = own.IsAdaptive && (own.IsAdaLora || model.Annotations.Lora is { IsAdaLora: true });
                CheckIdle(own, layer.Name, saysKind, findings);
                CheckComponents(own, layer.Name, findings);
                if (Shares(own) && layer.Kind == LayerKind.Embedding)
                {
                    CheckEmbedding(own, layer.Name, layer.Name, findings);
                }
            }
        }
    }

    private static bool Shares(LoraDeclaration lora) => lora is { IsAdaptive: true, Budget: not null };

    private static bool ScoresComponents(LoraDeclaration lora) => lora.Sharing.Importance == RankImportance.ExplainedVariance;

    // A class with a fixed rank has no budget, but its adaptive fields inherit its AdaLoRA.
    private static bool ReachesAdapters(AnnotatedClass model, LoraDeclaration ofClass)
    {
        if (ofClass.IsAdaptive)
        {
            return true;
        }

        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Lora is { IsAdaptive: true, Budget: null, Sharing.Allocation: null })
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckIdle(LoraDeclaration lora, string? field, bool saysKind, List<Finding> findings)
    {
        var (sharing, place) = (lora.Sharing, NoPlace(lora));
        var byComponents = sharing.Allocation == AllocationStrategy.Components
            || (sharing.Allocation is null or AllocationStrategy.Proportional && ScoresComponents(lora));

        Report("Importance", sharing.Importance, place ?? (sharing.IsAdaLora ? "AdaLoRA measures by itself while it trains" : null));
        Report("Allocation", sharing.Allocation, saysKind ? null : place);
        Report("Rounding", sharing.Rounding, (place, sharing.IsAdaLora, byComponents) switch
        {
            ({ } reason, _, _) => reason,
            (_, true, _) => "AdaLoRA keeps whole triplets, and there is nothing to round",
            (_, _, true) => "the best components are counted, and there is nothing to round",
            _ => null,
        });
        Report("BudgetUnit", sharing.Unit, place);

        void Report<T>(string option, T? value, string? reason)
            where T : struct, Enum
        {
            if (value is { } member && member.IsMember() && reason is not null)
            {
                findings.Add(Finding.Of(
                    Rules.NoEffect,
                    new Target.Attribute(field, AttributeKind.Lora, option),
                    Fix.DropArgument(option),
                    option,
                    reason));
            }
        }
    }

    private static string? NoPlace(LoraDeclaration lora) => (lora.IsAdaptive, lora.Budget) switch
    {
        (false, _) => "a rank that is a number draws on no budget",
        (true, null) => "it says how a budget is shared out, and there is none here: write it where the budget is",
        _ => null,
    };

    private static void CheckComponents(LoraDeclaration lora, string? field, List<Finding> findings)
    {
        const string measure = $"{nameof(RankImportance)}.{nameof(RankImportance.ExplainedVariance)}";
        if (!Shares(lora) || lora.Sharing.Allocation is not AllocationStrategy.Components || ScoresComponents(lora))
        {
            return;
        }

        if (lora.Sharing.Importance is not { } importance)
        {
            findings.Add(Finding.Of(
                Rules.UnscoredComponents,
                new Target.Attribute(field, AttributeKind.Lora, "Allocation"),
                Fix.Write($"{AllocationStrategy.Components.Text()}, Importance = {measure}"),
                "the gradient norm",
                $"write Importance = {measure} as well; a measure of components that is passed to AllocateRanks is ranked so without this option"));
        }
        else if (importance.IsMember())
        {
            findings.Add(Finding.Of(
                Rules.UnscoredComponents,
                new Target.Attribute(field, AttributeKind.Lora, "Importance"),
                Fix.Write(measure),
                importance.ToString(),
                $"write {measure}"));
        }
    }

    private static string? FirstEmbedding(AnnotatedClass model)
    {
        foreach (var layer in model.Layers)
        {
            if (layer is { Kind: LayerKind.Embedding, IsAdapted: true }
                && Inheritance.Effective(layer, model.Annotations.Declaration) is LoraDeclaration { IsAdaptive: true }
                && layer.Annotations.Lora is not { Budget: not null })
            {
                return layer.Name;
            }
        }

        return null;
    }

    private static void CheckEmbedding(LoraDeclaration lora, string? field, string embedding, List<Finding> findings)
    {
        if (ScoresComponents(lora) && !lora.Sharing.IsAdaLora)
        {
            findings.Add(Finding.Of(
                Rules.UnscoredLayer, new Target.Attribute(field, AttributeKind.Lora, "Importance"), embedding));
        }
    }
}
