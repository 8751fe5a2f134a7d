using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;
using LoraDsl.Limits;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA206 and LORA207: the options that every adapting attribute has.</summary>
internal static class CommonRules
{
    public static bool IsAlpha(double alpha) => OptionLimits.IsAlpha(alpha);

    public static bool IsDropout(double dropout) => OptionLimits.IsDropout(dropout);

    public static void Check(AdapterDeclaration declaration, string? field, AttributeKind kind, List<Finding> findings)
    {
        if (declaration.Alpha is { } alpha && !IsAlpha(alpha))
        {
            findings.Add(Finding.Of(
                Rules.Alpha, new Target.Attribute(field, kind, "Alpha"), Fix.DropArgument("Alpha"), Text(alpha)));
        }

        if (declaration.Dropout is { } dropout && !IsDropout(dropout))
        {
            findings.Add(Finding.Of(
                Rules.Dropout, new Target.Attribute(field, kind, "Dropout"), Fix.DropArgument("Dropout"), Text(dropout)));
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
