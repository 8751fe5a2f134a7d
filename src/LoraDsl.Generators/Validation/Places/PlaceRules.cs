using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA701, LORA702 and the rules about the form of a class: <c>[Adaptable]</c>.</summary>
internal static class PlaceRules
{
    public static IReadOnlyList<Finding> Check(AdaptableClass model)
    {
        var findings = new List<Finding>();
        if (model.Refusal is { } reason)
        {
            findings.Add(Finding.Of(Rules.UnsupportedClass, new Target.Class(), model.Name, reason));
            return findings;
        }

        if (!model.IsModule)
        {
            findings.Add(Finding.Of(Rules.NotAModule, new Target.Class(), model.Name));
            return findings;
        }

        FormRules.Check(model.Name, model.IsPartial, model.Enclosing, model.TakenName, findings);
        if (model.Method is { } method)
        {
            findings.Add(Finding.Of(Rules.AdaptableWithMethod, new Target.Attribute(null, AttributeKind.Adaptable), model.Name, method));
        }

        PlaceGroupRules.Check(model, findings);
        CheckNames("Targets", model.Layers.Targets, model, findings);
        CheckNames("Exclude", model.Layers.Exclude, model, findings);
        foreach (var unreached in model.Unreached)
        {
            findings.Add(Finding.Of(
                Rules.PlaceOutOfReach, new Target.Member(unreached.Member), Fix.AddAttribute("[NoLora]"), unreached.Member, unreached.Reason));
        }

        // A name in Targets that does not exist is the reason then, and is reported.
        if (model.Members.Count == 0 && model.Unreached.Count == 0 && model.BasePlaces is null && model.Layers.Targets is null)
        {
            findings.Add(Finding.Of(
                Rules.NothingToAdapt, new Target.Attribute(null, AttributeKind.Adaptable), model.Name, "Linear, Embedding, Conv1d or Conv2d"));
        }

        return findings;
    }

    /// <summary>Whether the generator writes properties and places for the class.</summary>
    public static bool HasGeneratedPart(AdaptableClass model) => model is { Refusal: null, IsModule: true, TakenName: null };

    private static void CheckNames(string argument, EquatableArray<string>? names, AdaptableClass model, List<Finding> findings)
    {
        for (var i = 0; i < names?.Count; i++)
        {
            var name = names.Value[i];
            var found = false;
            foreach (var layer in model.LayerNames)
            {
                found |= LayerSelection.Matches(name, layer);
            }

            if (!found)
            {
                var nearest = NearestName.Of(name.TrimEnd('*'), [.. model.LayerNames]);
                findings.Add(Finding.Of(
                    Rules.UnknownTarget,
                    new Target.Attribute(null, AttributeKind.Adaptable, argument, i),
                    nearest is null ? null : Fix.Write($"\"{nearest}\""),
                    model.Name,
                    name,
                    nearest is not null ? $"did you mean \"{nearest}\"?"
                        : model.LayerNames.Count == 0 ? "it has no layer and no adaptable child"
                        : $"write one of {string.Join(", ", model.LayerNames)}"));
            }
        }
    }
}
