using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA4xx: the range of <c>[DyLora]</c>.</summary>
internal static class DyLoraRules
{
    public static void Check(DyLoraDeclaration dyLora, string? field, List<Finding> findings)
    {
        var minRank = dyLora.MinRank.ToString(CultureInfo.InvariantCulture);
        var maxRank = dyLora.MaxRank.ToString(CultureInfo.InvariantCulture);
        if (dyLora.MinRank < 1)
        {
            findings.Add(Finding.Of(RuleIds.DyLoraBelowOne, new Culprit.Attribute(field, AttributeKind.DyLora, "minRank"), minRank));
        }
        else if (dyLora.MinRank > dyLora.MaxRank)
        {
            findings.Add(Finding.Of(
                RuleIds.DyLoraOrder,
                new Culprit.Attribute(field, AttributeKind.DyLora, "minRank"),
                minRank,
                maxRank));
        }

        CommonRules.Check(dyLora, field, AttributeKind.DyLora, findings);
    }
}
