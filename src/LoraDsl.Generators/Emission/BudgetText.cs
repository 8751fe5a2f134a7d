using System.Collections.Generic;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Budgets in words, and as arguments.</summary>
internal static class BudgetText
{
    /// <summary>The budget and what is not the default about it, for an XML documentation comment.</summary>
    public static string Describe(BudgetPlan budget)
    {
        var words = new List<string> { $"{Literals.Of(budget.Amount)} {(budget.Unit is null ? "ranks" : "parameters")}" };
        foreach (var (name, value) in Options(budget))
        {
            if (value is { Member: { } member } && name != "Unit")
            {
                words.Add($"{name.ToLowerInvariant()} {member}");
            }
        }

        return string.Join(", ", words);
    }

    /// <summary>The argument that follows others, or nothing.</summary>
    public static string Argument(BudgetPlan? budget)
    {
        if (budget is null)
        {
            return "";
        }

        var options = new List<string>();
        foreach (var (name, value) in Options(budget))
        {
            if (value is not null)
            {
                options.Add($"{name} = {Literals.Of(value)}");
            }
        }

        var initializer = options.Count == 0 ? "" : $" {{ {string.Join(", ", options)} }}";
        return $", budget: new({Literals.Of(budget.Amount)}){initializer}";
    }

    private static IEnumerable<(string Name, EnumOption? Value)> Options(BudgetPlan budget) =>
    [
        ("Importance", budget.Importance),
        ("Allocation", budget.Allocation),
        ("Rounding", budget.Rounding),
        ("Unit", budget.Unit),
    ];
}
