using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA1xx, LORA208 and LORA301: what a class and its fields must be to be adapted.</summary>
internal static class ContractRules
{
    public static void Check(AnnotatedClass model, ClassSurroundings surroundings, List<Finding> findings)
    {
        if (model.Refusal is { } reason)
        {
            findings.Add(Finding.Of(Rules.UnsupportedClass, new Target.Class(), model.Name, reason));
            return;
        }

        if (!model.IsModule)
        {
            findings.Add(Finding.Of(Rules.NotAModule, new Target.Class(), model.Name));
            return;
        }

        CheckDeclaration(model, findings);
        CheckContradiction(model.Annotations, null, model.Name, findings);
        foreach (var layer in model.Layers)
        {
            CheckField(layer, findings);
            CheckContradiction(layer.Annotations, layer.Name, layer.Name, findings);
        }

        foreach (var field in surroundings.Required)
        {
            findings.Add(Finding.Of(Rules.RequiredLayer, new Target.Member(field), field));
        }

        // LORA113 says why, where there are layers that are not adapted.
        if (model.Annotations.IsAdapted && !HasSomethingToAdapt(model) && !PassedOverRule.Applies(model, surroundings.Others))
        {
            var kind = KindOf(model.Annotations);
            findings.Add(Finding.Of(Rules.NothingToAdapt, new Target.Attribute(null, kind), model.Name, AttributeKinds.LayersOf(kind, "or")));
        }
    }

    public static bool HasSomethingToAdapt(AnnotatedClass model)
    {
        foreach (var layer in model.Layers)
        {
            // LORA302 reports a layer that Targets misses because of a wrong name.
            var isMissed = layer.CanBeAdapted && model.Annotations.Declaration?.Layers.Targets is { Count: > 0 } && !layer.Annotations.NoLora;
            if (layer.IsAdapted || isMissed || layer.Annotations.Whole || layer.Kind == LayerKind.Unknown)
            {
                return true;
            }
        }

        // A derived class may have the attribute only for its budget.
        return model.Children.Count > 0 || model.HoldsUnseen || model.Base is not null;
    }

    private static void CheckDeclaration(AnnotatedClass model, List<Finding> findings)
    {
        if (!model.IsPartial)
        {
            findings.Add(Finding.Of(Rules.NotPartial, new Target.Class(), Fix.MakePartial, model.Name));
        }

        for (var depth = 0; depth < model.Enclosing.Count; depth++)
        {
            if (!model.Enclosing[depth].IsPartial)
            {
                findings.Add(Finding.Of(
                    Rules.EnclosingNotPartial,
                    new Target.Enclosing(depth),
                    Fix.MakePartial,
                    model.Name,
                    model.Enclosing[depth].Name));
            }
        }

        if (model.TakenName is { } name)
        {
            findings.Add(Finding.Of(Rules.NameTaken, new Target.Member(name), model.Name, name));
        }
    }

    private static void CheckField(LayerField layer, List<Finding> findings)
    {
        if (layer.Annotations.Whole && !layer.IsModule && layer.Kind != LayerKind.Unknown)
        {
            findings.Add(Finding.Of(
                Rules.WholeField,
                new Target.Attribute(layer.Name, AttributeKind.TrainWhole),
                Fix.DropAttribute(AttributeKind.TrainWhole),
                layer.Identifier,
                layer.Kind == LayerKind.Static ? "it is static and belongs to no model: make it an instance field" : $"'{layer.TypeName}' is no module: write the attribute on the module that holds the parameters"));
        }

        if (layer.CanBeAdapted || layer.Kind == LayerKind.Unknown || !layer.Annotations.IsAdapted)
        {
            return;
        }

        var kind = KindOf(layer.Annotations);
        var reason = layer.Kind switch
        {
            LayerKind.Static => "it is static and belongs to no model: make it an instance field",
            LayerKind.Backing => "the field behind a property cannot be named: make it a field",
            _ => $"there is no adapter for '{layer.TypeName}': remove the attribute, only TorchSharp's {AttributeKinds.LayersOf(kind, "and")} layers can be adapted",
        };
        findings.Add(Finding.Of(
            Rules.UnsupportedField,
            new Target.Attribute(layer.Name, kind),
            Fix.DropAttribute(kind),
            layer.Kind == LayerKind.Backing ? layer.Identifier : layer.Name,
            reason));
    }

    private static void CheckContradiction(Annotations annotations, string? field, string name, List<Finding> findings)
    {
        if (annotations.IsAdapted && annotations.NoLora)
        {
            Report(KindOf(annotations), AttributeKind.NoLora);
            return;
        }

        if (annotations.IsAdapted && annotations.Whole && field is not null)
        {
            Report(KindOf(annotations), AttributeKind.TrainWhole);
            return;
        }

        foreach (var other in new AdapterDeclaration?[] { annotations.DyLora, annotations.Lors, annotations.Variant, annotations.SecondVariant })
        {
            if (other is not null && !ReferenceEquals(other, annotations.Declaration))
            {
                Report(KindOf(annotations), AttributeKinds.Of(other));
            }
        }

        void Report(AttributeKind first, AttributeKind second) => findings.Add(Finding.Of(
            Rules.Contradiction,
            new Target.Attribute(field, second),
            Fix.DropAttribute(second, first),
            name,
            $"[{first}]",
            $"[{second}]"));
    }

    private static AttributeKind KindOf(Annotations annotations) => AttributeKinds.Of(annotations.Declaration!);
}
