using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA206 and LORA207: the options that every adapting attribute has.</summary>
internal static class CommonRules
{
    /// <summary>The least α. Below it s·B·A is lost in the rounding of single precision.</summary>
    public const double LeastAlpha = 1e-6;

    /// <summary>The greatest α. Above it the first steps of training overflow single precision.</summary>
    public const double GreatestAlpha = 1e6;

    public static bool IsAlpha(double alpha) => alpha is >= LeastAlpha and <= GreatestAlpha;

    public static bool IsDropout(double dropout) => dropout is >= 0 and < 1;

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
