using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA220, LORA221 and parts of LORA211 and LORA216: initializations that cannot be used with the method or the layer.</summary>
internal static class InitializationRules
{
    public static void Check(AnnotatedClass model, List<Finding> findings)
    {
        var ofClass = model.Annotations.Declaration;
        if (ofClass is not null)
        {
            CheckMethod(ofClass, ofClass, null, findings);
            CheckPassedBy(model, ofClass, findings);
            CheckCompensation(ofClass as LoraDeclaration, null, IsCompensationUsed(model, ofClass), findings);
        }

        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Declaration is not { } own)
            {
                continue;
            }

            var effective = Inheritance.Complete(own, ofClass);
            CheckMethod(own, effective, layer.Name, findings);
            CheckLayer(own, layer, findings);
            var changesModel = effective.Init is { } init && Initializations.ChangesModel(init) && Initializations.FitMethod(init, effective);
            CheckCompensation(own as LoraDeclaration, layer.Name, changesModel, findings);
        }
    }

    private static void CheckMethod(AdapterDeclaration own, AdapterDeclaration effective, string? field, List<Finding> findings)
    {
        if (effective.Init is not { } init || !init.IsMember() || Initializations.FitMethod(init, effective))
        {
            return;
        }

        var kind = AttributeKinds.Of(own);
        if (own is LoraDeclaration lora)
        {
            CheckAdaLora(lora, init, field, findings);
        }
        else if (own.Init is not null)
        {
            findings.Add(Finding.Of(
                Rules.InitializationMethod,
                new Target.Attribute(field, kind, "Init"),
                Fix.DropArgument("Init"),
                init.ToString(),
                effective is DyLoraDeclaration ? "DyLoRA" : "LoRS"));
        }
    }

    /// <summary>What a class starts with passes AdaLoRA's fields by; only their own Init contradicts it.</summary>
    private static void CheckAdaLora(LoraDeclaration own, AdapterInitialization init, string? field, List<Finding> findings)
    {
        if (own.Init is not null)
        {
            findings.Add(Finding.Of(
                Rules.AdaLoraOption,
                new Target.Attribute(field, AttributeKind.Lora, "Init"),
                Fix.DropArgument("Init"),
                init.Text(),
                "it initializes P, Λ and Q itself; leave Init out"));
        }
    }

    /// <summary>LORA211: an initialization of the class passes over the layers that cannot have it, and here those are all.</summary>
    private static void CheckPassedBy(AnnotatedClass model, AdapterDeclaration ofClass, List<Finding> findings)
    {
        if (ofClass.Init is not { } init || !init.IsMember() || !Initializations.FitMethod(init, ofClass))
        {
            return;
        }

        var passedBy = false;
        foreach (var layer in model.Layers)
        {
            if (!layer.IsAdapted || layer.Annotations.Declaration?.Init is not null
                || Inheritance.Effective(layer, ofClass) is not { } effective || effective.GetType() != ofClass.GetType())
            {
                continue;
            }

            if (Initializations.Fit(init, effective, layer.Kind))
            {
                return;
            }

            passedBy = true;
        }

        if (passedBy)
        {
            findings.Add(Finding.Of(
                Rules.NoEffect,
                new Target.Attribute(null, AttributeKinds.Of(ofClass), "Init"),
                Fix.DropArgument("Init"),
                "Init",
                $"no layer that the class adapts can start by {init}"));
        }
    }

    private static void CheckLayer(AdapterDeclaration own, LayerField layer, List<Finding> findings)
    {
        if (layer.Kind == LayerKind.Embedding && own.Init is { } init && Initializations.ReadsInputs(init) && Initializations.FitMethod(init, own))
        {
            findings.Add(Finding.Of(
                Rules.InitializationLayer,
                new Target.Attribute(layer.Name, AttributeKinds.Of(own), "Init"),
                Fix.DropArgument("Init"),
                init.Text(),
                layer.Name));
        }
    }

    private static bool IsCompensationUsed(AnnotatedClass model, AdapterDeclaration ofClass)
    {
        if (ofClass.Init is { } init && Initializations.ChangesModel(init))
        {
            return true;
        }

        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Lora is { Compensate: null, Init: { } own } && Initializations.ChangesModel(own))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckCompensation(LoraDeclaration? lora, string? field, bool isUsed, List<Finding> findings)
    {
        if (lora?.Compensate is not null && !isUsed)
        {
            findings.Add(Finding.Of(
                Rules.NoEffect,
                new Target.Attribute(field, AttributeKind.Lora, "Compensate"),
                Fix.DropArgument("Compensate"),
                "Compensate",
                "the initialization leaves the model unchanged, so nothing has to be compensated"));
        }
    }
}
