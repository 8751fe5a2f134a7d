using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;
using LoraDsl.Limits;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA5xx: <c>[Lors]</c>, and options of other methods that it does not have.</summary>
internal static class LorsRules
{
    public static void Check(LorsDeclaration lors, string? field, List<Finding> findings)
    {
        if (!OptionLimits.IsRank(lors.Rank))
        {
            findings.Add(Finding.Of(
                Rules.RankBelowOne, Attribute(field, "rank"), Fix.Write("1"), lors.Rank.ToString(CultureInfo.InvariantCulture)));
        }

        OptionRules.Check(lors, field, findings);
        CommonRules.Check(lors, field, AttributeKind.Lors, findings);
    }

    /// <summary>The rules about an attribute on a field.</summary>
    public static void CheckField(LayerField layer, AdapterDeclaration? ofClass, List<Finding> findings)
    {
        if (layer is { Kind: LayerKind.Embedding, Annotations.Lors: not null })
        {
            findings.Add(Finding.Of(
                Rules.LorsLayer, Attribute(layer.Name, null), Fix.DropAttribute(AttributeKind.Lors), layer.Name, "write [Lora] instead, or nothing"));
        }

        if (layer.Annotations.Declaration is { } own && ofClass is not null && own.GetType() != ofClass.GetType())
        {
            CheckOtherMethod(layer.Name, own, ofClass, findings);
        }
    }

    /// <summary>Options that only other attributes have. They do not compile, and the compiler does not say why.</summary>
    public static void CheckOptions(IReadOnlyList<(string? Owner, string Option)> options, List<Finding> findings)
    {
        foreach (var (owner, option) in options)
        {
            var reason = option switch
            {
                "Dropout" => "because its product is a part of the weight, which has no input of its own to drop from",
                "Compensate" => "because its initializations leave the model unchanged",
                _ => "because its rank is one fixed number",
            };
            findings.Add(Finding.Of(Rules.LorsOption, Attribute(owner, option), Fix.DropArgument(option), option, reason));
        }
    }

    // [Lora] and [DyLora] do not inherit from each other either, but α has another meaning there.
    private static void CheckOtherMethod(string field, AdapterDeclaration own, AdapterDeclaration ofClass, List<Finding> findings)
    {
        if (own is not LorsDeclaration && ofClass is not LorsDeclaration)
        {
            return;
        }

        var (kind, other) = (AttributeKinds.Of(own), AttributeKinds.Of(ofClass));
        if (own.Alpha is null && ofClass.Alpha is { } alpha)
        {
            findings.Add(Finding.Of(
                Rules.OtherMethodsScaling,
                new Target.Attribute(field, kind),
                kind.ToString(),
                field,
                other.ToString(),
                alpha.ToString("R", CultureInfo.InvariantCulture)));
        }

        if (own is LorsDeclaration && ofClass.Dropout is > 0)
        {
            findings.Add(Finding.Of(Rules.OtherMethodsDropout, new Target.Attribute(field, kind), field, other.ToString()));
        }
    }

    private static Target.Attribute Attribute(string? field, string? argument) => new(field, AttributeKind.Lors, argument);
}
