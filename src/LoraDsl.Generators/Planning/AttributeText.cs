using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>An attribute as a user would write it, for the documentation of what is generated from it.</summary>
internal static class AttributeText
{
    public static string Of(AdapterDeclaration declaration) => declaration switch
    {
        LoraDeclaration lora => Of(lora),
        DyLoraDeclaration dyLora => Of(dyLora),
        _ => "",
    };

    private static string Of(LoraDeclaration lora)
    {
        var arguments = new List<string> { lora.Rank is { } rank ? Text(rank) : $"\"{lora.RankWord}\"" };
        Add(arguments, "budget: ", lora.Budget);
        AddCommon(arguments, lora);
        Add(arguments, "MinRank = ", lora.MinRank);
        Add(arguments, "MaxRank = ", lora.MaxRank);
        if (lora.RankStabilized)
        {
            arguments.Add("RankStabilized = true");
        }

        return $"[Lora({string.Join(", ", arguments)})]";
    }

    private static string Of(DyLoraDeclaration dyLora)
    {
        var arguments = new List<string> { Text(dyLora.MinRank), Text(dyLora.MaxRank) };
        AddCommon(arguments, dyLora);
        if (dyLora.Frozen)
        {
            arguments.Add("Mode = DyLoraMode.Frozen");
        }

        return $"[DyLora({string.Join(", ", arguments)})]";
    }

    private static void AddCommon(List<string> arguments, AdapterDeclaration declaration)
    {
        if (declaration.Alpha is { } alpha)
        {
            arguments.Add("Alpha = " + Text(alpha));
        }

        if (declaration.Dropout != 0)
        {
            arguments.Add("Dropout = " + Text(declaration.Dropout));
        }
    }

    private static void Add(List<string> arguments, string prefix, int? value)
    {
        if (value is { } number)
        {
            arguments.Add(prefix + Text(number));
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
