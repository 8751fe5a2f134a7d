using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Pipeline;

/// <summary>
/// Unique names of generated files. Classes that differ only by case, and code that does not compile, would have the same
/// name.
/// </summary>
internal static class HintNames
{
    /// <summary>The plans that need a number, because another plan has their name.</summary>
    public static EquatableArray<NumberedPlan> Clashes<T>(ImmutableArray<T> plans)
        where T : IFilePlan
    {
        var first = new Dictionary<string, List<IFilePlan>>(StringComparer.OrdinalIgnoreCase);
        List<List<IFilePlan>>? clashes = null;
        foreach (var plan in plans)
        {
            if (!first.TryGetValue(plan.HintName, out var same))
            {
                first.Add(plan.HintName, new List<IFilePlan> { plan });
                continue;
            }

            if (same.Count == 1)
            {
                (clashes ??= new List<List<IFilePlan>>()).Add(same);
            }

            same.Add(plan);
        }

        return clashes is null ? EquatableArray<NumberedPlan>.Empty : Number(clashes);
    }

    public static string Of(IFilePlan plan, EquatableArray<NumberedPlan> clashes)
    {
        foreach (var clash in clashes)
        {
            if (clash.Plan.Equals(plan))
            {
                return plan.HintName + "_" + clash.Number.ToString(CultureInfo.InvariantCulture);
            }
        }

        return plan.HintName;
    }

    private static EquatableArray<NumberedPlan> Number(List<List<IFilePlan>> clashes)
    {
        var result = ImmutableArray.CreateBuilder<NumberedPlan>();
        foreach (var plans in clashes)
        {
            // Sorted, so that the numbers do not depend on the order of the files.
            plans.Sort(static (left, right) => string.CompareOrdinal(Identity(left), Identity(right)));
            for (var number = 1; number < plans.Count; number++)
            {
                result.Add(new NumberedPlan(plans[number], number + 1));
            }
        }

        return new EquatableArray<NumberedPlan>(result.ToImmutable());
    }

    private static string Identity(IFilePlan plan) => $"{plan.HintName}\n{plan.Namespace}\n{plan.Header}";
}
