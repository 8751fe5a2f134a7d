using System.Collections.Generic;
using System.Linq;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA711, LORA712, LORA501 and LORA240: the paths of an entry.</summary>
internal static class PathRules
{
    public static void Check(RecipeEntry entry, RecipeClass recipe, RecipeMatches matches, List<Finding> findings)
    {
        Check("Targets", entry.Layers.Targets);
        Check("Exclude", entry.Layers.Exclude);

        void Check(string argument, EquatableArray<string>? paths)
        {
            for (var i = 0; i < paths?.Count; i++)
            {
                var target = RecipeRules.TargetOf(entry, argument, i);
                var text = paths.Value[i];
                if (PathPattern.Parse(text) is not { } pattern)
                {
                    findings.Add(Finding.Of(Rules.PathSyntax, target, Correction(text), text, Problem(text)));
                }
                else if (!matches.Reaches(pattern))
                {
                    var (hint, better) = PathHints.For(pattern, matches);
                    findings.Add(Finding.Of(
                        Rules.UnknownPath, target, better is null ? null : Fix.Write($"\"{better}\""), recipe.ModelName, text, hint));
                }
                else if (argument == "Targets" && entry.Declaration is LorsDeclaration or VariantDeclaration)
                {
                    CheckPassedBy(pattern, entry.Declaration, target, matches, findings);
                }
            }
        }
    }

    /// <summary>The paths of a <c>[TrainWhole]</c>. Modules that are no places are known to instances only, which <c>Attach</c> looks at.</summary>
    public static void CheckWhole(LayerSelection whole, int occurrence, RecipeClass recipe, List<Finding> findings)
    {
        if (whole.Targets is not { Count: > 0 } targets)
        {
            findings.Add(Finding.Of(
                Rules.WholeRecipe,
                new Target.Attribute(null, AttributeKind.TrainWhole, Occurrence: occurrence),
                recipe.Name,
                "names no modules: write Targets = [\"head\"] with their paths"));
            return;
        }

        for (var i = 0; i < targets.Count; i++)
        {
            if (PathPattern.Parse(targets[i]) is null)
            {
                findings.Add(Finding.Of(
                    Rules.PathSyntax,
                    new Target.Attribute(null, AttributeKind.TrainWhole, "Targets", i, occurrence),
                    Correction(targets[i]),
                    targets[i],
                    Problem(targets[i])));
            }
        }
    }

    // A pattern that fits other layers too passes those by that the method has no adapter for.
    private static void CheckPassedBy(PathPattern pattern, AdapterDeclaration declaration, Target target, RecipeMatches matches, List<Finding> findings)
    {
        var reached = matches.Leaves.Where(leaf => pattern.Fit(leaf).Count > 0).ToList();
        if (reached.All(leaf => RecipeMatches.PassesBy(declaration, leaf.Layer.Kind)))
        {
            var kind = AttributeKinds.Of(declaration);
            findings.Add(declaration is VariantDeclaration
                ? Finding.Of(Rules.VariantLayer, target, kind.ToString(), reached[0].Path, reached[0].Layer.Kind.ToString(), AttributeKinds.LayersOf(kind, "and"), "remove it from Targets")
                : reached[0].Layer.Kind == PlaceKind.Embedding
                ? Finding.Of(Rules.LorsLayer, target, reached[0].Path, "remove it from Targets")
                : Finding.Of(Rules.UnsupportedField, target, reached[0].Path, "[Lors] adapts Linear and Conv2d layers: remove it from Targets, or write [Lora]"));
        }
    }

    private static string Problem(string text) =>
        text.Length == 0 ? "it is empty; write \"**\" for every place"
        : text.Any(char.IsWhiteSpace) ? "it has white space in it: remove that"
        : text.Split('.').Any(static segment => segment.Length == 0) ? "a name is missing beside a dot: remove the dot, or write '*' for any name"
        : "'**' stands for whole names: write a dot beside it, or '*' for a part of a name";

    private static Fix? Correction(string text)
    {
        var names = text.Split('.').Select(static segment => string.Concat(segment.Where(static letter => !char.IsWhiteSpace(letter))));
        var corrected = string.Join(".", names.Where(static segment => segment.Length > 0));
        return PathPattern.Parse(corrected) is null ? null : Fix.Write($"\"{corrected}\"");
    }
}
