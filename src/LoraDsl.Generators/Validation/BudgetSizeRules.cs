using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA210, LORA213 and a part of LORA211: whether a budget suits the adapters that draw on it.</summary>
internal static class BudgetSizeRules
{
    private static readonly Dictionary<string, long> s_noLimits = [];

    /// <summary>What is certain without the sizes of any layer.</summary>
    public static void Check(AnnotatedClass model, IReadOnlyDictionary<string, AnnotatedClass> known, List<Finding> findings)
    {
        foreach (var (field, budget, demand) in Budgets(model, known, s_noLimits))
        {
            var culprit = new Culprit.Attribute(field, AttributeKind.Lora, "budget");
            if (demand.MayBeEmpty)
            {
                findings.Add(Finding.Of(
                    RuleIds.NoEffect, culprit, Mend.DropArgument("budget"), "budget", "no adaptive adapter draws on it"));
            }
            else if (budget < demand.Least)
            {
                findings.Add(Finding.Of(RuleIds.BudgetTooSmall, culprit, Mend.Write(Text(demand.Least)), Text(budget), Text(demand.Least)));
            }
        }
    }

    /// <summary>What the sizes of the class's layers tell.</summary>
    public static void CheckGreatest(
        AnnotatedClass model,
        IReadOnlyDictionary<string, AnnotatedClass> known,
        IReadOnlyDictionary<string, long> limits,
        List<Finding> findings)
    {
        foreach (var (field, budget, demand) in Budgets(model, known, limits))
        {
            if (!demand.MayBeEmpty && demand.Greatest is { } greatest and > 0 && budget > greatest)
            {
                findings.Add(Finding.Of(
                    RuleIds.BudgetTooLarge,
                    new Culprit.Attribute(field, AttributeKind.Lora, "budget"),
                    Mend.Write(Text(greatest)),
                    Text(budget),
                    Text(greatest)));
            }
        }
    }

    private static IEnumerable<(string? Field, int Budget, BudgetDemand Demand)> Budgets(
        AnnotatedClass model, IReadOnlyDictionary<string, AnnotatedClass> known, IReadOnlyDictionary<string, long> limits)
    {
        if (model.Annotations.Lora is { IsAdaptive: true, Budget: { } shared and > 0 } && ContractRules.HasSomethingToAdapt(model))
        {
            yield return (null, shared, BudgetDemand.Of(model, known, limits));
        }

        foreach (var layer in model.Layers)
        {
            if (layer.PropertyName.Length > 0 && layer.Annotations.Lora is { IsAdaptive: true, Budget: { } own and > 0 } lora)
            {
                yield return (layer.Name, own, BudgetDemand.OfLayer(lora, limits.TryGetValue(layer.Name, out var limit) ? limit : null));
            }
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
