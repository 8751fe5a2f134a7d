using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA220, LORA221 and parts of LORA211 and LORA216: starts that do not go with the method or the layer.</summary>
internal static class StartRules
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
            CheckCompensation(own as LoraDeclaration, layer.Name, effective.Init is { Member: not null } init && Starts.ChangesModel(init), findings);
        }
    }

    private static void CheckMethod(AdapterDeclaration own, AdapterDeclaration effective, string? field, List<Finding> findings)
    {
        if (effective.Init is not { Member: not null } init || Starts.FitMethod(init, effective))
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
                RuleIds.StartMethod, new Culprit.Attribute(field, kind, "Init"), Mend.DropArgument("Init"), init.ToString(), kind.ToString(), reason));
        }
    }

    private static void CheckAdaLora(
        LoraDeclaration own, EnumOption init, EnumOption? allocation, string? field, List<Finding> findings)
    {
        const string reason = "its P, Λ and Q have a start of their own";
        if (own.Init is not null)
        {
            Report("Init", Mend.DropArgument("Init"), "leave Init out");
        }
        else if (own.Sharing.Allocation is not null)
        {
            Report("Allocation", Mend.Write($"{allocation}, Init = AdapterInitialization.Original"), "write Init = AdapterInitialization.Original here");
        }

        void Report(string option, Mend mend, string advice) => findings.Add(Finding.Of(
            RuleIds.AdaLoraOption, new Culprit.Attribute(field, AttributeKind.Lora, option), mend, init.ToString(), $"{reason}; {advice}"));
    }

    // A class's start is reported once, with the first embedding that it reaches.
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
        effective.Init is { Member: not null } init && Starts.ReadsInputs(init) && Starts.FitMethod(init, effective);

    private static void Report(
        AttributeKind kind, string? field, AdapterDeclaration declaration, LayerField layer, List<Finding> findings) => findings.Add(Finding.Of(
            RuleIds.StartLayer,
            new Culprit.Attribute(field, kind, "Init"),
            field is null ? null : Mend.DropArgument("Init"),
            declaration.Init!.ToString(),
            layer.Name));

    private static bool IsCompensationUsed(AnnotatedClass model, AdapterDeclaration ofClass)
    {
        if (ofClass.Init is { Member: not null } init && Starts.ChangesModel(init))
        {
            return true;
        }

        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Lora is { Compensate: null, Init: { Member: not null } own } && Starts.ChangesModel(own))
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
                RuleIds.NoEffect,
                new Culprit.Attribute(field, AttributeKind.Lora, "Compensate"),
                Mend.DropArgument("Compensate"),
                "Compensate",
                "the start leaves the model as it is, and there is nothing to compensate for"));
        }
    }
}
