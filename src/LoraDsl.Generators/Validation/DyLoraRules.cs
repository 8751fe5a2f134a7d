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
            Report(RuleIds.DyLoraBelowOne, "minRank", Mend.Write("1"), minRank);
        }
        else if (dyLora.MinRank > dyLora.MaxRank)
        {
            // With a greatest rank below 1, the other order would be wrong as well.
            var swap = dyLora.MaxRank < 1 ? null : Mend.SwapArguments("minRank", "maxRank");
            Report(RuleIds.DyLoraOrder, "minRank", swap, minRank, maxRank);
        }
        else if (dyLora.MinRank == dyLora.MaxRank)
        {
            Report(RuleIds.DyLoraSingleRank, "maxRank", Mend.ReplaceDyLora, maxRank);
        }

        CommonRules.Check(dyLora, field, AttributeKind.DyLora, findings);

        void Report(string ruleId, string argument, Mend? mend, params string[] arguments) =>
            findings.Add(Finding.Of(ruleId, new Culprit.Attribute(field, AttributeKind.DyLora, argument), mend, arguments));
    }
}
