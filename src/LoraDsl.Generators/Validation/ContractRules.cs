using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA1xx, LORA208 and LORA301: what a class and its fields must be before anything can be adapted.</summary>
internal static class ContractRules
{
    public static void Check(AnnotatedClass model, List<Finding> findings)
    {
        if (model.Refusal is { } reason)
        {
            findings.Add(Finding.Of(RuleIds.UnsupportedClass, new Culprit.Class(), model.Name, reason));
            return;
        }

        if (!model.IsModule)
        {
            findings.Add(Finding.Of(RuleIds.NotAModule, new Culprit.Class(), model.Name));
            return;
        }

        CheckDeclaration(model, findings);
        CheckContradiction(model.Annotations, null, model.Name, findings);
        foreach (var layer in model.Layers)
        {
            CheckField(layer, findings);
            CheckContradiction(layer.Annotations, layer.Name, layer.Name, findings);
        }

        if (model.Annotations.IsAdapted && !HasSomethingToAdapt(model))
        {
            findings.Add(Finding.Of(RuleIds.NothingToAdapt, new Culprit.Attribute(null, KindOf(model.Annotations)), model.Name));
        }
    }

    public static bool HasSomethingToAdapt(AnnotatedClass model)
    {
        foreach (var layer in model.Layers)
        {
            // A layer that its class's attribute means to leave in, under a name that it does not have, has a rule of its own.
            var isMissed = layer.CanBeAdapted && model.Annotations.Declaration?.Layers.Targets is { Count: > 0 } && !layer.Annotations.NoLora;
            if (layer.IsAdapted || isMissed || layer.Kind == LayerKind.Unknown)
            {
                return true;
            }
        }

        // A derived class may be annotated for its budget alone.
        return model.Children.Count > 0 || model.Base is not null;
    }

    private static void CheckDeclaration(AnnotatedClass model, List<Finding> findings)
    {
        if (!model.IsPartial)
        {
            findings.Add(Finding.Of(RuleIds.NotPartial, new Culprit.Class(), Mend.MakePartial, model.Name));
        }

        for (var depth = 0; depth < model.Enclosing.Count; depth++)
        {
            if (!model.Enclosing[depth].IsPartial)
            {
                findings.Add(Finding.Of(
                    RuleIds.EnclosingNotPartial,
                    new Culprit.Enclosing(depth),
                    Mend.MakePartial,
                    model.Name,
                    model.Enclosing[depth].Name));
            }
        }

        if (model.TakenName is { } name)
        {
            findings.Add(Finding.Of(RuleIds.NameTaken, new Culprit.Member(name), model.Name, name));
        }
    }

    private static void CheckField(LayerField layer, List<Finding> findings)
    {
        if (layer.CanBeAdapted || layer.Kind == LayerKind.Unknown || !layer.Annotations.IsAdapted)
        {
            return;
        }

        var reason = layer.Kind switch
        {
            LayerKind.Static => "it is static and belongs to no model: make it an instance field",
            LayerKind.Backing => "the field behind a property cannot be named: make it a field",
            _ => $"there is no adapter for '{layer.TypeName}': remove the attribute, only TorchSharp's Linear, Embedding and Conv2d layers can be adapted",
        };
        var kind = KindOf(layer.Annotations);
        findings.Add(Finding.Of(
            RuleIds.UnsupportedField,
            new Culprit.Attribute(layer.Name, kind),
            Mend.DropAttribute(kind),
            layer.Kind == LayerKind.Backing ? layer.Identifier : layer.Name,
            reason));
    }

    private static void CheckContradiction(Annotations annotations, string? field, string name, List<Finding> findings)
    {
        if (annotations.IsAdapted && annotations.NoLora)
        {
            Report(KindOf(annotations), AttributeKind.NoLora);
        }
        else if (annotations.Lora is not null && annotations.DyLora is not null)
        {
            Report(AttributeKind.Lora, AttributeKind.DyLora);
        }

        void Report(AttributeKind first, AttributeKind second) => findings.Add(Finding.Of(
            RuleIds.Contradiction,
            new Culprit.Attribute(field, second),
            Mend.DropAttribute(second, first),
            name,
            $"[{first}]",
            $"[{second}]"));
    }

    private static AttributeKind KindOf(Annotations annotations) =>
        annotations.Lora is not null ? AttributeKind.Lora : AttributeKind.DyLora;
}
