using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA5xx: <c>[Lors]</c>, and where it meets what other methods have and it has not.</summary>
internal static class LorsRules
{
    public static void Check(LorsDeclaration lors, string? field, List<Finding> findings)
    {
        if (lors.Rank < 1)
        {
            findings.Add(Finding.Of(
                RuleIds.RankBelowOne, Attribute(field, "rank"), Mend.Write("1"), lors.Rank.ToString(CultureInfo.InvariantCulture)));
        }

        OptionRules.Check(lors, field, findings);
        CommonRules.Check(lors, field, AttributeKind.Lors, findings);
    }

    /// <summary>What a field's attribute says where it stands.</summary>
    public static void CheckField(LayerField layer, AdapterDeclaration? ofClass, List<Finding> findings)
    {
        if (layer is { Kind: LayerKind.Embedding, Annotations.Lors: not null })
        {
            findings.Add(Finding.Of(
                RuleIds.LorsLayer, Attribute(layer.Name, null), Mend.DropAttribute(AttributeKind.Lors), layer.Name, "write [Lora] instead, or nothing"));
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
                "Compensate" => "because its starts leave the model as it is",
                _ => "because its rank is one fixed number",
            };
            findings.Add(Finding.Of(RuleIds.LorsOption, Attribute(owner, option), Mend.DropArgument(option), option, reason));
        }
    }

    // Between [Lora] and [DyLora] nothing is taken over either, but there α means another thing.
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
                RuleIds.OtherMethodsScaling,
                new Culprit.Attribute(field, kind),
                kind.ToString(),
                field,
                other.ToString(),
                alpha.ToString("R", CultureInfo.InvariantCulture)));
        }

        if (own is LorsDeclaration && ofClass.Dropout is > 0)
        {
            findings.Add(Finding.Of(RuleIds.OtherMethodsDropout, new Culprit.Attribute(field, kind), field, other.ToString()));
        }
    }

    private static Culprit.Attribute Attribute(string? field, string? argument) => new(field, AttributeKind.Lors, argument);
}
