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
            CheckClassLayers(model, ofClass, findings);
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
            CheckLayer(own, effective, layer, findings);
            CheckCompensation(own as LoraDeclaration, layer.Name, effective.Init is { } init && Initializations.ChangesModel(init), findings);
        }
    }

    private static void CheckMethod(AdapterDeclaration own, AdapterDeclaration effective, string? field, List<Finding> findings)
    {
        if (effective.Init is not { } init || !init.IsMember() || Initializations.FitMethod(init, effective))
        {
            return;
        }

        var kind = AttributeKinds.Of(own);
        if (effective is LoraDeclaration { Sharing.Allocation: var allocation })
        {
            CheckAdaLora((LoraDeclaration)own, init, allocation, field, findings);
        }
        else if (own.Init is not null)
        {
            var reason = effective is DyLoraDeclaration
                ? "whose ranks share one base, which could be compensated at one of them only"
                : "which reads its mask from the weight, and compensating that would move its zeros";
            findings.Add(Finding.Of(
                Rules.InitializationMethod, new Target.Attribute(field, kind, "Init"), Fix.DropArgument("Init"), init.Text(), kind.ToString(), reason));
        }
    }

    private static void CheckAdaLora(
        LoraDeclaration own, AdapterInitialization init, AllocationStrategy? allocation, string? field, List<Finding> findings)
    {
        const string reason = "it initializes P, Λ and Q itself";
        if (own.Init is not null)
        {
            Report("Init", Fix.DropArgument("Init"), "leave Init out");
        }
        else if (allocation is { } written && own.Sharing.Allocation is not null)
        {
            Report("Allocation", Fix.Write($"{written.Text()}, Init = AdapterInitialization.Original"), "write Init = AdapterInitialization.Original here");
        }

        void Report(string option, Fix fix, string advice) => findings.Add(Finding.Of(
            Rules.AdaLoraOption, new Target.Attribute(field, AttributeKind.Lora, option), fix, init.Text(), $"{reason}; {advice}"));
    }

    // The initialization of a class is reported once, with the first embedding that it reaches.
    private static void CheckClassLayers(AnnotatedClass model, AdapterDeclaration ofClass, List<Finding> findings)
    {
        foreach (var layer in model.Layers)
        {
            if (layer is { Kind: LayerKind.Embedding, IsAdapted: true }
                && layer.Annotations.Declaration?.Init is null
                && Inheritance.Effective(layer, ofClass) is { } effective
                && (effective.GetType() == ofClass.GetType())
                && IsBlind(effective))
            {
                Report(AttributeKinds.Of(ofClass), null, ofClass, layer, findings);
                return;
            }
        }
    }

    private static void CheckLayer(AdapterDeclaration own, AdapterDeclaration effective, LayerField layer, List<Finding> findings)
    {
        if (layer.Kind == LayerKind.Embedding && own.Init is not null && IsBlind(effective))
        {
            Report(AttributeKinds.Of(own), layer.Name, own, layer, findings);
        }
    }

    private static bool IsBlind(AdapterDeclaration effective) =>
        effective.Init is { } init && Initializations.ReadsInputs(init) && Initializations.FitMethod(init, effective);

    private static void Report(
        AttributeKind kind, string? field, AdapterDeclaration declaration, LayerField layer, List<Finding> findings) => findings.Add(Finding.Of(
            Rules.InitializationLayer,
            new Target.Attribute(field, kind, "Init"),
            field is null ? null : Fix.DropArgument("Init"),
            declaration.Init!.Value.Text(),
            layer.Name));

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
