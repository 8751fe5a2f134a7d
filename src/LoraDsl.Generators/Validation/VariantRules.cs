using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;
using LoraDsl.Limits;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA240 to LORA242: <c>[Vera]</c>, <c>[LoHa]</c>, <c>[LoKr]</c> and <c>[Ia3]</c>.</summary>
internal static class VariantRules
{
    public static void Check(VariantDeclaration declaration, string? field, List<Finding> findings)
    {
        var kind = AttributeKinds.Of(declaration);
        var options = declaration.Options;
        if (!OptionLimits.IsRank(declaration.Rank))
        {
            findings.Add(Finding.Of(
                Rules.RankBelowOne, new Target.Attribute(field, kind, "rank"), Fix.Write("1"), declaration.Rank.ToString(CultureInfo.InvariantCulture)));
        }

        CommonRules.Check(declaration, field, kind, findings);
        Report("RankDropout", options.RankDropout is { } rows ? OptionVerdict.Probability("RankDropout", rows) : null);
        Report("ModuleDropout", options.ModuleDropout is { } passes ? OptionVerdict.Probability("ModuleDropout", passes) : null);
        Report("DInitial", options.DInitial is { } initial ? OptionVerdict.DInitial(initial) : null);
        Report("DecomposeFactor", options.DecomposeFactor is { } factor ? OptionVerdict.DecomposeFactor(factor) : null);

        void Report(string option, string? problem)
        {
            if (problem is not null)
            {
                findings.Add(Finding.Of(Rules.VariantOption, new Target.Attribute(field, kind, option), Fix.DropArgument(option), problem));
            }
        }
    }

    /// <summary>The rules about an attribute on a field.</summary>
    public static void CheckField(LayerField layer, List<Finding> findings)
    {
        if (layer is { CanBeAdapted: true, Annotations.Variant: { } own } && !own.Adapts(layer.Kind))
        {
            var kind = AttributeKinds.Of(own);
            findings.Add(Finding.Of(
                Rules.VariantLayer,
                new Target.Attribute(layer.Name, kind),
                Fix.DropAttribute(kind),
                kind.ToString(),
                layer.Name,
                layer.Kind.ToString(),
                AttributeKinds.LayersOf(kind, "and"),
                "write [Lora] instead, or nothing"));
        }
    }

    /// <summary>Options that nothing the attribute adapts uses.</summary>
    public static void CheckEffects(AnnotatedClass model, List<Finding> findings)
    {
        var ofClass = model.Annotations.Declaration as VariantDeclaration;
        var (scales, kernels) = (ofClass?.Options.RankDropout is > 0, false);
        foreach (var layer in model.Layers)
        {
            if (!layer.IsAdapted || Inheritance.Effective(layer, model.Annotations.Declaration) is not VariantDeclaration effective)
            {
                continue;
            }

            scales |= effective.Options.RankDropout is > 0;
            kernels |= layer.Kind == LayerKind.Conv2d;
            if (layer.Annotations.Variant is { } own)
            {
                CheckEffects(own, layer.Name, effective.Options.RankDropout is > 0, layer.Kind == LayerKind.Conv2d, findings);
            }
        }

        if (ofClass is not null)
        {
            CheckEffects(ofClass, null, scales, kernels, findings);
        }
    }

    private static void CheckEffects(VariantDeclaration declaration, string? field, bool hasRankDropout, bool hasKernel, List<Finding> findings)
    {
        Report(declaration.Options.RankDropoutScale is true && !hasRankDropout, "RankDropoutScale", "it rescales what RankDropout leaves, and no row is dropped; set RankDropout as well if it is wanted");
        Report(declaration.Options.UseEffectiveConv2d is true && !hasKernel, "UseEffectiveConv2d", "it factorizes the kernels of convolutions, and none is adapted here");

        void Report(bool isIdle, string option, string reason)
        {
            if (isIdle)
            {
                findings.Add(Finding.Of(
                    Rules.NoEffect, new Target.Attribute(field, AttributeKinds.Of(declaration), option), Fix.DropArgument(option), option, reason));
            }
        }
    }
}
