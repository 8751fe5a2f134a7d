using System;
using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA302 to LORA305: which layers an attribute is about.</summary>
internal static class LayerSelectionRules
{
    /// <summary>The names that a class's attribute gives.</summary>
    /// <param name="model">The class.</param>
    /// <param name="others">Its members that no attribute on the class adapts; they may be excluded.</param>
    /// <param name="findings">What was found.</param>
    public static void CheckClass(AnnotatedClass model, IReadOnlyList<OtherMember> others, List<Finding> findings)
    {
        if (model.Annotations.Declaration is not { } declaration)
        {
            return;
        }

        var kind = AttributeKinds.Of(declaration);
        var exclude = declaration.Layers.Exclude;
        Check("Targets", declaration.Layers.Targets, CheckTarget);

        // What a field's own attribute says comes first, so a class may exclude a field beside it.
        Check("Exclude", exclude, static (_, _, _) => { });

        void Check(string argument, EquatableArray<string>? names, Action<LayerField, string, Target> check)
        {
            for (var i = 0; i < names?.Count; i++)
            {
                var name = names.Value[i];
                var target = new Target.Attribute(null, kind, argument, i);
                var found = argument == "Exclude" && Find(name, others) is not null;
                foreach (var layer in model.Layers)
                {
                    // A field of an unknown type may be a layer.
                    if ((layer.CanBeAdapted || layer.Kind == LayerKind.Unknown) && LayerSelection.Matches(name, layer.Name))
                    {
                        found = true;
                        check(layer, name, target);
                    }
                }

                if (!found)
                {
                    var (hint, fix) = Hint(name, model, others);
                    findings.Add(Finding.Of(Rules.UnknownTarget, target, fix, model.Name, name, hint));
                }
            }
        }

        void CheckTarget(LayerField layer, string name, Target target)
        {
            if (LayerSelection.IsPattern(name))
            {
                return;
            }

            if (declaration is LorsDeclaration && layer.Kind == LayerKind.Embedding)
            {
                findings.Add(Finding.Of(Rules.LorsLayer, target, layer.Name, "remove it from Targets"));
            }
            else if (declaration is VariantDeclaration && layer.CanBeAdapted && !declaration.Adapts(layer.Kind))
            {
                findings.Add(Finding.Of(
                    Rules.VariantLayer, target, kind.ToString(), layer.Name, layer.Kind.ToString(), AttributeKinds.LayersOf(kind, "and"), "remove it from Targets"));
            }
            else if (LayerSelection.Names(exclude, layer.Name))
            {
                findings.Add(Finding.Of(Rules.TargetContradiction, target, "Targets", layer.Name, "Exclude names it too: remove it from one of them"));
            }
            else if (layer.Annotations is { NoLora: true, IsAdapted: false })
            {
                findings.Add(Finding.Of(Rules.TargetContradiction, target, "Targets", layer.Name, "it has [NoLora]: remove one of them"));
            }
        }
    }

    public static void CheckField(LayerField layer, List<Finding> findings)
    {
        Check(layer.Annotations.Lora, AttributeKind.Lora);
        Check(layer.Annotations.DyLora, AttributeKind.DyLora);
        Check(layer.Annotations.Lors, AttributeKind.Lors);
        if (layer.Annotations.Variant is { } variant)
        {
            Check(variant, AttributeKinds.Of(variant));
        }

        void Check(AdapterDeclaration? declaration, AttributeKind kind)
        {
            if (declaration?.Layers.Targets is not null)
            {
                findings.Add(Finding.Of(Rules.TargetsOnField, new Target.Attribute(layer.Name, kind, "Targets"), Fix.DropArgument("Targets"), "Targets", layer.Name));
            }

            if (declaration?.Layers.Exclude is not null)
            {
                findings.Add(Finding.Of(Rules.TargetsOnField, new Target.Attribute(layer.Name, kind, "Exclude"), Fix.DropArgument("Exclude"), "Exclude", layer.Name));
            }

            if (layer.Kind == LayerKind.Embedding && declaration is not VariantDeclaration && declaration?.Dropout is { } dropout && dropout != 0)
            {
                findings.Add(Finding.Of(Rules.DropoutOnEmbedding, new Target.Attribute(layer.Name, kind, "Dropout"), Fix.DropArgument("Dropout"), layer.Name));
            }
        }
    }

    private static OtherMember? Find(string name, IReadOnlyList<OtherMember> others)
    {
        foreach (var other in others)
        {
            if (LayerSelection.Matches(name, other.Name))
            {
                return other;
            }
        }

        return null;
    }

    private static (string Text, Fix? Fix) Hint(string name, AnnotatedClass model, IReadOnlyList<OtherMember> others)
    {
        if (!LayerSelection.IsPattern(name) && Find(name, others) is { } other)
        {
            return ($"it is of type '{other.TypeName}', and only fields of type Linear, Embedding and Conv2d are adapted", null);
        }

        var layers = new List<string>();
        foreach (var layer in model.Layers)
        {
            if (layer.CanBeAdapted)
            {
                layers.Add(layer.Name);
            }
        }

        if (layers.Count == 0)
        {
            return ("it has no Linear, Embedding or Conv2d field", null);
        }

        return NearestName.Of(name.TrimEnd('*'), layers) is { } nearest
            ? ($"did you mean \"{nearest}\"?", Fix.Write($"\"{nearest}\""))
            : ($"write one of {string.Join(", ", layers)}", null);
    }
}
