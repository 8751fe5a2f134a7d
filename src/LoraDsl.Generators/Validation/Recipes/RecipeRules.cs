using System.Collections.Generic;
using System.Linq;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA71x and, for each entry, the rules of its method: <c>[LoraRecipe]</c>.</summary>
internal static class RecipeRules
{
    public static IReadOnlyList<Finding> Check(RecipeClass recipe)
    {
        var findings = new List<Finding>();
        if (recipe.Refusal is { } reason)
        {
            findings.Add(Finding.Of(Rules.UnsupportedClass, new Target.Class(), recipe.Name, reason));
            return findings;
        }

        FormRules.Check(recipe.Name, recipe.IsPartial, recipe.Enclosing, recipe.TakenName, findings);
        if (recipe.ModelProblem is { } problem)
        {
            findings.Add(Finding.Of(
                Rules.RecipeModel, new Target.Attribute(null, AttributeKind.LoraRecipe, "model"), recipe.ModelName.Length == 0 ? "null" : recipe.ModelName, problem));
            return findings;
        }

        if (!recipe.Entries.Any(static entry => entry.Declaration is not null))
        {
            findings.Add(Finding.Of(Rules.RecipeWithoutEntry, new Target.Attribute(null, AttributeKind.LoraRecipe), recipe.Name));
        }

        var matches = RecipeMatches.Of(recipe);
        foreach (var entry in recipe.Entries)
        {
            var before = findings.Count;
            PathRules.Check(entry, recipe, matches, findings);
            CheckIdle(entry, matches, isReported: findings.Count > before, findings);
            EntryRules.Check(entry, recipe, matches, findings);
        }

        for (var i = 0; i < recipe.Whole.Count; i++)
        {
            PathRules.CheckWhole(recipe.Whole[i], i, recipe, findings);
        }

        CheckTies(matches, findings);
        RecipeBudgetRules.Check(recipe, matches, findings);
        return findings;
    }

    /// <summary>Whether the generator writes <c>Attach</c> for the recipe.</summary>
    public static bool HasGeneratedPart(RecipeClass recipe) => recipe is { Refusal: null, TakenName: null, ModelProblem: null };

    /// <summary>The attribute of an entry, or an argument of it.</summary>
    public static Target.Attribute TargetOf(RecipeEntry entry, string? argument = null, int? element = null) =>
        new(null, KindOf(entry), argument, element, entry.Occurrence);

    public static AttributeKind KindOf(RecipeEntry entry) =>
        entry.Declaration is { } declaration ? AttributeKinds.Of(declaration) : AttributeKind.NoLora;

    // One tie of two entries is reported once, however many places they name.
    private static void CheckTies(RecipeMatches matches, List<Finding> findings)
    {
        var seen = new HashSet<(RecipeEntry, RecipeEntry)>();
        foreach (var (first, second, leaf) in matches.Ties)
        {
            if (seen.Add((first.Entry, second.Entry)))
            {
                findings.Add(Finding.Of(
                    Rules.EntryTie, Element(second), leaf.Path, first.Pattern.Text, first.Entry.Text, second.Pattern.Text));
            }
        }
    }

    private static Target.Attribute Element(RecipeMatch match)
    {
        var targets = match.Entry.Layers.Targets;
        for (var i = 0; i < targets?.Count; i++)
        {
            if (targets.Value[i] == match.Pattern.Text)
            {
                return TargetOf(match.Entry, "Targets", i);
            }
        }

        return TargetOf(match.Entry);
    }

    private static void CheckIdle(RecipeEntry entry, RecipeMatches matches, bool isReported, List<Finding> findings)
    {
        // LORA713 reports an entry that another one takes the places of by an equal path.
        isReported |= matches.Ties.Exists(tie => ReferenceEquals(tie.First.Entry, entry) || ReferenceEquals(tie.Second.Entry, entry));
        if (!isReported && !matches.Following(entry).Any())
        {
            findings.Add(Finding.Of(
                Rules.EntryIdle,
                TargetOf(entry),
                Fix.DropAttribute(KindOf(entry)),
                entry.Text,
                entry.Declaration is null ? "leave out" : "adapt",
                matches.Leaves.Count == 0 ? "the model has no places" : "entries with more precise paths take all of them, or Exclude leaves them out"));
        }
    }
}
