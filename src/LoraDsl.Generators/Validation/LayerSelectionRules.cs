using System;
using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA302 to LORA305: which layers an attribute is about.</summary>
internal static class LayerSelectionRules
{
    public static void CheckClass(AnnotatedClass model, List<Finding> findings)
    {
        if (model.Annotations.Declaration is not { } declaration)
        {
            return;
        }

        var kind = AttributeKinds.Of(declaration);
        var (targets, exclude) = (declaration.Layers.Targets, declaration.Layers.Exclude);
        Check("Targets", targets, layer => (layer, LayerSelection.Names(exclude, layer.Name)) switch
        {
            (_, true) => "Exclude names it too: remove it from one of them",
            ({ Annotations: { NoLora: true, IsAdapted: false } }, _) => "it has [NoLora]: remove one of them",
            _ => null,
        });
        Check("Exclude", exclude, layer => layer.Annotations.IsAdapted
            ? "its own attribute adapts it: remove one of them"
            : null);

        void Check(string argument, EquatableArray<string>? names, Func<LayerField, string?> contradiction)
        {
            for (var i = 0; i < names?.Count; i++)
            {
                var name = names.Value[i];
                var target = new Target.Attribute(null, kind, argument, i);
                var found = false;
                foreach (var layer in model.Layers)
                {
                    // A field of an unknown type may be a layer.
                    if ((!layer.CanBeAdapted && layer.Kind != LayerKind.Unknown) || !LayerSelection.Matches(name, layer.Name))
                    {
                        continue;
                    }

                    found = true;
                    if (argument == "Targets" && !LayerSelection.IsPattern(name) && declaration is LorsDeclaration && layer.Kind == LayerKind.Embedding)
                    {
                        findings.Add(Finding.Of(Rules.LorsLayer, target, layer.Name, "remove it from Targets"));
                    }
                    else if (!LayerSelection.IsPattern(name) && contradiction(layer) is { } reason)
                    {
                        findings.Add(Finding.Of(Rules.TargetContradiction, target, argument, layer.Name, reason));
                    }
                }

                if (!found)
                {
                    var (hint, fix) = Hint(name, model);
                    findings.Add(Finding.Of(Rules.UnknownTarget, target, fix, model.Name, name, hint));
                }
            }
        }
    }

    public static void CheckField(LayerField layer, List<Finding> findings)
    {
        Check(layer.Annotations.Lora, AttributeKind.Lora);
        Check(layer.Annotations.DyLora, AttributeKind.DyLora);
        Check(layer.Annotations.Lors, AttributeKind.Lors);

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

            if (layer.Kind == LayerKind.Embedding && declaration?.Dropout is { } dropout && dropout != 0)
            {
                findings.Add(Finding.Of(Rules.DropoutOnEmbedding, new Target.Attribute(layer.Name, kind, "Dropout"), Fix.DropArgument("Dropout"), layer.Name));
            }
        }
    }

    private static (string Text, Fix? Fix) Hint(string name, AnnotatedClass model)
    {
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
