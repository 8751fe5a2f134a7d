using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;
using LoraDsl.Limits;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA4xx: the range of <c>[DyLora]</c>.</summary>
internal static class DyLoraRules
{
    public static void Check(DyLoraDeclaration dyLora, string? field, List<Finding> findings)
    {
        var minRank = dyLora.MinRank.ToString(CultureInfo.InvariantCulture);
        var maxRank = dyLora.MaxRank.ToString(CultureInfo.InvariantCulture);
        if (!OptionLimits.IsRank(dyLora.MinRank))
        {
            Report(Rules.DyLoraBelowOne, "minRank", Fix.Write("1"), minRank);
        }
        else if (!OptionLimits.IsRange(dyLora.MinRank, dyLora.MaxRank))
        {
            // The swapped range would be invalid too if the greatest rank is below 1.
            var swap = dyLora.MaxRank < 1 ? null : Fix.SwapArguments("minRank", "maxRank");
            Report(Rules.DyLoraOrder, "minRank", swap, minRank, maxRank);
        }
        else if (dyLora.MinRank == dyLora.MaxRank)
        {
            Report(Rules.DyLoraSingleRank, "maxRank", Fix.ReplaceDyLora, maxRank);
        }

        CommonRules.Check(dyLora, field, AttributeKind.DyLora, findings);

        void Report(Rule rule, string argument, Fix? fix, params string[] arguments) =>
            findings.Add(Finding.Of(rule, new Target.Attribute(field, AttributeKind.DyLora, argument), fix, arguments));
    }
}
