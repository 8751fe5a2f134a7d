using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;
using LoraDsl.Limits;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA223, LORA224 and parts of LORA211 and LORA216: DoRA, LoRA+ and LoRA-FA.</summary>
internal static class LoraVariantRules
{
    public static void Check(AnnotatedClass model, List<Finding> findings)
    {
        var ofClass = model.Annotations.Declaration;
        if (ofClass is not null)
        {
            CheckOptions(ofClass, ofClass, null, findings);
            CheckPassedBy(model, ofClass, findings);
        }

        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Declaration is not { } own)
            {
                continue;
            }

            CheckOptions(own, Inheritance.Complete(own, ofClass), layer.Name, findings);
            if (layer.Kind == LayerKind.Embedding)
            {
                CheckEmbedding(own, layer.Name, layer.Name, findings);
            }
        }
    }

    private static void CheckOptions(AdapterDeclaration own, AdapterDeclaration effective, string? field, List<Finding> findings)
    {
        var kind = AttributeKinds.Of(own);
        if (own.Variant.LearningRateRatio is { } ratio && !OptionLimits.IsLearningRateRatio(ratio))
        {
            findings.Add(Finding.Of(
                Rules.LearningRateRatio,
                new Target.Attribute(field, kind, "LearningRateRatio"),
                Fix.Write("16"),
                ratio.ToString("R", CultureInfo.InvariantCulture)));
        }
        else if (own.Variant.LearningRateRatio is not null && effective.Variant.FreezeA is true)
        {
            findings.Add(Finding.Of(
                Rules.NoEffect,
                new Target.Attribute(field, kind, "LearningRateRatio"),
                Fix.DropArgument("LearningRateRatio"),
                "LearningRateRatio",
                "FreezeA leaves A out of the training, so that B's rate is the only one"));
        }

        if (effective is LoraDeclaration { IsAdaLora: true })
        {
            foreach (var (option, reason) in Written(own.Variant))
            {
                findings.Add(Finding.Of(
                    Rules.AdaLoraOption, new Target.Attribute(field, kind, option), Fix.DropArgument(option), option, $"{reason}; leave {option} out"));
            }
        }
    }

    private static IEnumerable<(string Option, string Reason)> Written(LoraVariant variant)
    {
        if (variant.Dora is true)
        {
            yield return ("Dora", "its Λ scales the components, where DoRA scales the outputs");
        }

        if (variant.LearningRateRatio is not null)
        {
            yield return ("LearningRateRatio", "P, Λ and Q take one learning rate");
        }

        if (variant.FreezeA is true)
        {
            yield return ("FreezeA", "Q has to become orthogonal");
        }
    }

    /// <summary>An embedding's A starts at zero and its B does not, so that neither option means to it what it means to other layers.</summary>
    private static void CheckEmbedding(AdapterDeclaration own, string? field, string name, List<Finding> findings)
    {
        if (own.Variant.LearningRateRatio is not null)
        {
            Report("LearningRateRatio", "its rate is given to the optimizer, embeddingLearningRate");
        }

        if (own.Variant.FreezeA is true)
        {
            Report("FreezeA", "its A starts at zero, so that a frozen one would leave the adapter without effect");
        }

        void Report(string option, string reason) => findings.Add(Finding.Of(
            Rules.EmbeddingVariant, new Target.Attribute(field, AttributeKinds.Of(own), option), Fix.DropArgument(option), option, name, reason));
    }

    // An option of a class passes its embeddings by; where nothing else follows it, it is as if it stood on one of them.
    private static void CheckPassedBy(AnnotatedClass model, AdapterDeclaration ofClass, List<Finding> findings)
    {
        string? embedding = null;
        foreach (var layer in model.Layers)
        {
            if (!layer.IsAdapted || layer.Annotations.Declaration is not null)
            {
                continue;
            }

            if (layer.Kind != LayerKind.Embedding)
            {
                return;
            }

            embedding ??= layer.Name;
        }

        if (embedding is not null)
        {
            CheckEmbedding(ofClass, null, embedding, findings);
        }
    }
}
