using System;
using System.Collections.Generic;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Budgets in words, and as arguments.</summary>
internal static class BudgetText
{
    /// <summary>The budget and what is not the default about it, for an XML documentation comment.</summary>
    public static string Describe(BudgetPlan budget)
    {
        var words = new List<string> { $"{Literals.Of(budget.Amount)} {(budget.Unit is null ? "ranks" : "parameters")}" };
        Add("importance", budget.Importance);
        Add("allocation", budget.Allocation);
        Add("rounding", budget.Rounding);

        return string.Join(", ", words);

        void Add<T>(string option, T? value)
            where T : struct, Enum
        {
            if (value is { } member)
            {
                words.Add($"{option} {member}");
            }
        }
    }

    /// <summary>The argument that follows others, or nothing.</summary>
    public static string Argument(BudgetPlan? budget)
    {
        if (budget is null)
        {
            return "";
        }

        var options = new List<string>();
        Add("Importance", budget.Importance);
        Add("Allocation", budget.Allocation);
        Add("Rounding", budget.Rounding);
        Add("Unit", budget.Unit);
        var initializer = options.Count == 0 ? "" : $" {{ {string.Join(", ", options)} }}";
        return $", budget: new({Literals.Of(budget.Amount)}){initializer}";

        void Add<T>(string option, T? value)
            where T : struct, Enum
        {
            if (value is { } member)
            {
                options.Add($"{option} = {Literals.Of(member)}");
            }
        }
    }
}
