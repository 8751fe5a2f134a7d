using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA715, and LORA210, 211, 213, 217 and 219 for a recipe's budget, which all of its adaptive entries share.</summary>
internal static class RecipeBudgetRules
{
    public static void Check(RecipeClass recipe, RecipeMatches matches, List<Finding> findings)
    {
        List<(RecipeEntry Entry, LoraDeclaration Lora)> adaptive =
            [.. recipe.Entries.Where(static entry => entry.Declaration is LoraDeclaration { IsAdaptive: true }).Select(static entry => (entry, (LoraDeclaration)entry.Declaration!))];
        if (adaptive.Count == 0)
        {
            return;
        }

        var funded = adaptive.Where(static pair => pair.Lora.Budget is not null).ToList();
        if (funded.Count == 0)
        {
            // LORA204 reports a misspelt word.
            if (adaptive[0].Lora.RankWord == LoraDeclaration.AdaptiveWord)
            {
                findings.Add(Finding.Of(
                    Rules.RecipeBudget, RecipeRules.TargetOf(adaptive[0].Entry, "rank"), recipe.Name, "has adaptive ranks and no budget: write [Lora(\"adaptive\", budget: …)]"));
            }

            return;
        }

        foreach (var (entry, lora) in funded.Skip(1))
        {
            findings.Add(Finding.Of(
                Rules.RecipeBudget,
                RecipeRules.TargetOf(entry, "budget"),
                recipe.Name,
                $"has a budget of {Text(funded[0].Lora.Budget!.Value)} already, which all of its adaptive ranks share: leave this one out, or make it a recipe of its own"));
        }

        CheckKinds(adaptive, funded[0].Lora, findings);
        CheckSize(adaptive, funded[0], matches, findings);
    }

    // AdaLoRA's adapters and others share no budget.
    private static void CheckKinds(List<(RecipeEntry Entry, LoraDeclaration Lora)> adaptive, LoraDeclaration budget, List<Finding> findings)
    {
        foreach (var (entry, lora) in adaptive)
        {
            if (lora.IsAdaLora != budget.IsAdaLora)
            {
                findings.Add(Finding.Of(
                    Rules.MixedBudget,
                    RecipeRules.TargetOf(entry, lora.Sharing.Allocation is null ? "rank" : "Allocation"),
                    entry.Text,
                    budget.IsAdaLora
                        ? "the budget is AdaLoRA's and its adapters are not: write Allocation = AllocationStrategy.AdaLora here too"
                        : "its adapters are AdaLoRA's and the budget is not: leave Allocation out, or make it a recipe of its own"));
            }
        }
    }

    private static void CheckSize(
        List<(RecipeEntry Entry, LoraDeclaration Lora)> adaptive, (RecipeEntry Entry, LoraDeclaration Lora) funded, RecipeMatches matches, List<Finding> findings)
    {
        if (funded.Lora.Budget is not { } amount || amount < 1)
        {
            return;
        }

        long least = 0;
        long? greatest = 0;
        foreach (var (entry, lora) in adaptive)
        {
            foreach (var leaf in matches.Following(entry))
            {
                var size = leaf.Layer is { In: { } columns, Out: { } rows } ? (columns, rows) : ((long, long)?)null;
                var demand = BudgetDemand.OfLayer(lora, size, funded.Lora.Sharing);
                // A place that follows several entries, or is one of many, may draw on the budget any number of times.
                var isSure = !leaf.MayBeMissing && matches.ByLeaf[leaf].Length == 1;
                least += isSure ? demand.Least : 0;
                greatest = leaf.IsMany ? null : greatest + demand.Greatest;
            }
        }

        var words = funded.Lora.Sharing.CountsParameters ? $"{Text(amount)} parameters" : Text(amount);
        var target = RecipeRules.TargetOf(funded.Entry, "budget");
        if (amount < least)
        {
            findings.Add(Finding.Of(Rules.BudgetTooSmall, target, Fix.Write(Text(least)), words, Text(least)));
        }
        else if (greatest is > 0 && amount > greatest)
        {
            findings.Add(Finding.Of(
                funded.Lora.Sharing.IsAdaLora ? Rules.AdaLoraBudget : Rules.BudgetTooLarge, target, Fix.Write(Text(greatest.Value)), words, Text(greatest.Value)));
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
