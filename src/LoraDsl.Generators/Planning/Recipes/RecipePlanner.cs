using System.Collections.Generic;
using System.Linq;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Validation;

namespace LoraDsl.Generators.Planning;

/// <summary>
/// Plans the code of a recipe. Invalid values are replaced by valid ones: the analyzer reports them, and a missing <c>Attach</c> would
/// add further errors.
/// </summary>
internal static class RecipePlanner
{
    /// <summary>The plan of a recipe, or <see langword="null"/> for one that nothing can be generated for.</summary>
    public static RecipePlan? Plan(RecipeClass recipe)
    {
        if (!RecipeRules.HasGeneratedPart(recipe))
        {
            return null;
        }

        var matches = RecipeMatches.Of(recipe);
        var used = recipe.Entries.Where(entry => entry.Declaration is not null && matches.Following(entry).Any()).ToList();
        return new RecipePlan(
            recipe.HintName,
            recipe.Namespace,
            recipe.Enclosing,
            recipe.Name,
            recipe.Header,
            recipe.Model,
            recipe.ModelName,
            recipe.Accessibility,
            recipe.Places,
            Budget(used),
            EntryPlanner.Plan(used),
            new NodePlanner(recipe, matches, used).Plan(),
            recipe.Whole.SelectMany(static whole => whole.Targets ?? EquatableArray<string>.Empty).Where(static path => PathPattern.Parse(path) is not null).ToEquatableArray(),
            used.Select(static entry => Planner.Bias(entry.Declaration as LoraDeclaration)).DefaultIfEmpty().Max());
    }

    // Without one of its own a recipe of adaptive ranks is refused; any budget lets the rest be generated.
    private static BudgetPlan? Budget(List<RecipeEntry> entries)
    {
        var adaptive = entries.Select(static entry => entry.Declaration).OfType<LoraDeclaration>().Where(static lora => lora.IsAdaptive).ToList();
        return adaptive.Count == 0
            ? null
            : Planner.Budget(adaptive.FirstOrDefault(static lora => lora.Budget > 0) ?? adaptive[0] with { Budget = 1 });
    }
}
