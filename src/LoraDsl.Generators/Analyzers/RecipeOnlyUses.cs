using System.Collections.Generic;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>LORA717: attributes of a model or its fields in a way that only a recipe has, which C# itself does not refuse.</summary>
internal static class RecipeOnlyUses
{
    public static IReadOnlyList<Finding> Of(INamedTypeSymbol type)
    {
        var findings = new List<Finding>();
        Add(type, null, findings);
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            Add(field, field.Name, findings);
        }

        return findings;
    }

    private static void Add(ISymbol owner, string? field, List<Finding> findings)
    {
        var counts = new Dictionary<AttributeKind, int>();
        var adapts = false;
        foreach (var attribute in owner.GetAttributes())
        {
            if (KindOf(attribute) is not { } kind)
            {
                continue;
            }

            counts.TryGetValue(kind, out var occurrence);
            counts[kind] = occurrence + 1;
            adapts |= kind is not (AttributeKind.NoLora or AttributeKind.TrainWhole);
            if (occurrence > 0)
            {
                Report(kind, "is repeated, which entries of a recipe may be: remove one of them", occurrence);
            }
            else if (kind is AttributeKind.NoLora or AttributeKind.TrainWhole && field is not null && attribute.NamedArguments.Length > 0)
            {
                Report(kind, "needs no paths on a field: remove them", occurrence);
            }
        }

        // LORA208 reports it beside an attribute that adapts the class.
        if (field is null && !adapts && counts.ContainsKey(AttributeKind.NoLora))
        {
            Report(AttributeKind.NoLora, "stands on no recipe: write it on a field", 0);
        }

        if (field is null && counts.ContainsKey(AttributeKind.TrainWhole))
        {
            Report(AttributeKind.TrainWhole, "stands on no recipe: write it on the field that holds the module", 0);
        }

        void Report(AttributeKind kind, string problem, int occurrence) => findings.Add(Finding.Of(
            Rules.RecipeOnModel, new Target.Attribute(field, kind, Occurrence: occurrence), $"[{kind}]", owner.Name, problem));
    }

    private static AttributeKind? KindOf(AttributeData attribute) =>
        KnownTypes.IsLoraAttribute(attribute.AttributeClass) ? AttributeKind.Lora
        : KnownTypes.IsDyLoraAttribute(attribute.AttributeClass) ? AttributeKind.DyLora
        : KnownTypes.IsLorsAttribute(attribute.AttributeClass) ? AttributeKind.Lors
        : KnownTypes.VariantOf(attribute.AttributeClass) is { } method ? AttributeKinds.Of(method)
        : KnownTypes.IsNoLoraAttribute(attribute.AttributeClass) ? AttributeKind.NoLora
        : KnownTypes.IsTrainWholeAttribute(attribute.AttributeClass) ? AttributeKind.TrainWhole
        : null;
}
