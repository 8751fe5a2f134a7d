using System.Collections.Generic;
using System.Linq;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>
/// The rules of a method for an entry of a recipe: those of an attribute on a class with the layers that follow the entry, so that an
/// option means the same in both.
/// </summary>
internal static class EntryRules
{
    public static void Check(RecipeEntry entry, RecipeClass recipe, RecipeMatches matches, List<Finding> findings)
    {
        if (entry.Declaration is null)
        {
            return;
        }

        var found = new List<Finding>();
        var leaves = matches.Following(entry).ToList();
        var model = Class(entry.Declaration, leaves, recipe);
        CheckOptions(entry.Declaration, found);
        InitializationRules.Check(model, found);
        LoraVariantRules.Check(model, found);
        EffectRules.CheckOptions(model, found);
        if (leaves.Count > 0)
        {
            VariantRules.CheckEffects(model, found);
        }

        SharingRules.Check(model, found);
        CheckDropout(entry, leaves, found);
        if (leaves.Count > 0)
        {
            SizeRules.Check(model, Sizes(leaves), found);
        }

        foreach (var finding in found)
        {
            findings.Add(finding.Target is Target.Attribute target ? finding with { Target = target with { Occurrence = entry.Occurrence } } : finding);
        }
    }

    /// <summary>The kind of layer as the rules of methods know it; a convolution of one dimension is one like that of two.</summary>
    public static LayerKind KindOf(PlaceKind kind) => kind switch
    {
        PlaceKind.Linear => LayerKind.Linear,
        PlaceKind.Embedding => LayerKind.Embedding,
        _ => LayerKind.Conv2d,
    };

    private static void CheckOptions(AdapterDeclaration declaration, List<Finding> findings)
    {
        switch (declaration)
        {
            case LoraDeclaration lora:
                LoraRules.Check(lora, null, null, findings);
                OptionRules.Check(lora, null, findings);
                BiasRules.Check(lora, null, null, findings);
                break;
            case DyLoraDeclaration dyLora:
                DyLoraRules.Check(dyLora, null, findings);
                OptionRules.Check(dyLora, null, findings);
                break;
            case LorsDeclaration lors:
                LorsRules.Check(lors, null, findings);
                break;
            case VariantDeclaration variant:
                VariantRules.Check(variant, null, findings);
                break;
        }
    }

    // An entry that reaches other layers too passes its embeddings by with the dropout, as a class's attribute does.
    private static void CheckDropout(RecipeEntry entry, List<PlaceLeaf> leaves, List<Finding> findings)
    {
        if (entry.Declaration!.Dropout is { } dropout && dropout != 0 && leaves.Count > 0 && leaves.All(static leaf => leaf.Layer.Kind == PlaceKind.Embedding))
        {
            findings.Add(Finding.Of(
                Rules.DropoutOnEmbedding,
                new Target.Attribute(null, AttributeKinds.Of(entry.Declaration), "Dropout"),
                Fix.DropArgument("Dropout"),
                leaves[0].Path));
        }
    }

    private static AnnotatedClass Class(AdapterDeclaration declaration, List<PlaceLeaf> leaves, RecipeClass recipe)
    {
        var annotations = declaration switch
        {
            LoraDeclaration lora => Annotations.None with { Lora = lora with { Layers = LayerSelection.All } },
            VariantDeclaration variant => Annotations.None with { Variant = variant with { Layers = LayerSelection.All } },
            DyLoraDeclaration dyLora => Annotations.None with { DyLora = dyLora with { Layers = LayerSelection.All } },
            _ => Annotations.None with { Lors = (LorsDeclaration)declaration with { Layers = LayerSelection.All } },
        };
        var layers = leaves.Select(static leaf => new LayerField(
            leaf.Path, leaf.Path, KindOf(leaf.Layer.Kind), leaf.Layer.Kind.ToString(), leaf.MayBeMissing, Annotations.None, leaf.Path, leaf.Path, Visibility: "public", IsModule: true));
        return new AnnotatedClass(
            Key: recipe.HintName,
            HintName: recipe.HintName,
            Namespace: recipe.Namespace,
            Enclosing: recipe.Enclosing,
            Name: recipe.Name,
            Header: recipe.Header,
            IsPartial: true,
            IsModule: true,
            IsSealed: true,
            SetProperty: "",
            Base: null,
            Refusal: null,
            TakenName: null,
            Annotations: annotations,
            Layers: layers.ToEquatableArray(),
            Groups: EquatableArray<LayerGroup>.Empty,
            Children: EquatableArray<ChildField>.Empty,
            HoldsUnseen: false,
            NamesObsolete: false);
    }

    private static IReadOnlyList<LayerSizes> Sizes(List<PlaceLeaf> leaves) =>
        [.. leaves.Select(static leaf => new LayerSizes(leaf.Path, leaf.Layer.In, leaf.Layer.Out))];
}
