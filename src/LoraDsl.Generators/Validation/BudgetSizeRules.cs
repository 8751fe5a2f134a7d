using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA210, LORA213, LORA219 and a part of LORA211: whether a budget suits the adapters that draw on it.</summary>
internal static class BudgetSizeRules
{
    private static readonly Dictionary<string, (long In, long Out)> s_noSizes = [];

    /// <summary>The rules that need no sizes.</summary>
    public static void Check(AnnotatedClass model, IReadOnlyDictionary<string, AnnotatedClass> known, List<Finding> findings)
    {
        foreach (var budget in Budgets(model, known, s_noSizes))
        {
            if (budget.Demand.MayBeEmpty)
            {
                findings.Add(Finding.Of(
                    Rules.NoEffect, budget.Target, Fix.DropArgument("budget"), "budget", "no adaptive adapter draws on it"));
            }
            else if (!budget.CountsParameters)
            {
                CheckLeast(budget, findings);
            }
        }
    }

    /// <summary>The rules that need the sizes of the layers.</summary>
    public static void CheckSizes(
        AnnotatedClass model,
        IReadOnlyDictionary<string, AnnotatedClass> known,
        IReadOnlyDictionary<string, (long In, long Out)> sizes,
        List<Finding> findings)
    {
        foreach (var budget in Budgets(model, known, sizes))
        {
            if (budget.Demand.MayBeEmpty)
            {
                continue;
            }

            if (budget.CountsParameters)
            {
                CheckLeast(budget, findings);
            }

            if (budget.Demand.Greatest is { } greatest and > 0 && budget.Amount > greatest)
            {
                findings.Add(Finding.Of(
                    budget.Sharing.IsAdaLora ? Rules.AdaLoraBudget : Rules.BudgetTooLarge, budget.Target, Fix.Write(Text(greatest)), budget.Words, Text(greatest)));
            }
        }
    }

    private static void CheckLeast(WrittenBudget budget, List<Finding> findings)
    {
        if (budget.Amount < budget.Demand.Least)
        {
            var least = Text(budget.Demand.Least);
            findings.Add(Finding.Of(
                Rules.BudgetTooSmall, budget.Target, Fix.Write(least), budget.CountsParameters ? "of " + budget.Words : budget.Words, least));
        }
    }

    private static IEnumerable<WrittenBudget> Budgets(
        AnnotatedClass model,
        IReadOnlyDictionary<string, AnnotatedClass> known,
        IReadOnlyDictionary<string, (long In, long Out)> sizes)
    {
        if (model.Annotations.Lora is { IsAdaptive: true, Budget: { } shared and > 0 } ofClass && ContractRules.HasSomethingToAdapt(model))
        {
            yield return new WrittenBudget(
                null, shared, ofClass.Sharing, BudgetDemand.Of(model, known, sizes, ofClass.Sharing));
        }

        foreach (var layer in model.Layers)
        {
            if (layer is { IsAdapted: true, Annotations.Lora: { IsAdaptive: true, Budget: { } own and > 0 } }
                && Inheritance.Effective(layer, model.Annotations.Declaration) is LoraDeclaration lora)
            {
                var demand = BudgetDemand.OfLayer(lora, sizes.TryGetValue(layer.Name, out var size) ? size : null, lora.Sharing);
                yield return new WrittenBudget(layer.Name, own, lora.Sharing, demand);
            }
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record WrittenBudget(string? Field, int Amount, BudgetOptions Sharing, BudgetDemand Demand)
    {
        public bool CountsParameters => Sharing.CountsParameters;

        public Target Target => new Target.Attribute(Field, AttributeKind.Lora, "budget");

        public string Words => CountsParameters ? $"{Text(Amount)} parameters" : Text(Amount);
    }
}
