using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>An attribute as a user would write it, for the documentation of what is generated from it.</summary>
internal static class AttributeText
{
    public static string Of(AdapterDeclaration declaration)
    {
        var (name, arguments) = declaration switch
        {
            LoraDeclaration lora => ("Lora", Positional(lora)),
            DyLoraDeclaration dyLora => ("DyLora", [Text(dyLora.MinRank), Text(dyLora.MaxRank)]),
            LorsDeclaration lors => ("Lors", [Text(lors.Rank)]),
            _ => ("", []),
        };
        if (declaration is LoraDeclaration { Sharing: var sharing })
        {
            Add(arguments, "Importance = ", sharing.Importance);
            Add(arguments, "Allocation = ", sharing.Allocation);
            Add(arguments, "Rounding = ", sharing.Rounding);
            Add(arguments, "BudgetUnit = ", sharing.Unit);
        }

        arguments.AddRange(Options(declaration));
        AddNames(arguments, "Targets = ", declaration.Layers.Targets);
        AddNames(arguments, "Exclude = ", declaration.Layers.Exclude);
        return $"[{name}({string.Join(", ", arguments)})]";
    }

    /// <summary>The options that a field's declaration has from its class, as they are written there.</summary>
    public static IReadOnlyList<string> Inherited(AdapterDeclaration own, AdapterDeclaration effective)
    {
        var stated = new HashSet<string>(Options(own));
        var inherited = new List<string>();
        if (own is LoraDeclaration { IsAdaLora: false } && effective is LoraDeclaration { IsAdaLora: true, Sharing: var sharing })
        {
            Add(inherited, "Allocation = ", sharing.Allocation);
        }

        foreach (var option in Options(effective))
        {
            if (!stated.Contains(option))
            {
                inherited.Add(option);
            }
        }

        return inherited;
    }

    private static List<string> Positional(LoraDeclaration lora)
    {
        var arguments = new List<string> { lora.Rank is { } rank ? Text(rank) : $"\"{lora.RankWord}\"" };
        Add(arguments, "budget: ", lora.Budget);
        return arguments;
    }

    private static List<string> Options(AdapterDeclaration declaration)
    {
        var options = new List<string>();
        Add(options, "Alpha = ", declaration.Alpha);
        Add(options, "Dropout = ", declaration.Dropout);
        if (declaration is LoraDeclaration lora)
        {
            Add(options, "MinRank = ", lora.MinRank);
            Add(options, "MaxRank = ", lora.MaxRank);
            Add(options, "RankStabilized = ", lora.RankStabilized);
            Add(options, "InitialRank = ", lora.InitialRank);
            Add(options, "Schedule = ", lora.Schedule);
            Add(options, "Init = ", lora.Init);
            Add(options, "Compensate = ", lora.Compensate);
        }
        else if (declaration is DyLoraDeclaration dyLora)
        {
            Add(options, "Mode = ", dyLora.Mode);
            Add(options, "Sampling = ", dyLora.Sampling);
            Add(options, "Init = ", dyLora.Init);
        }
        else if (declaration is LorsDeclaration lors)
        {
            Add(options, "RankStabilized = ", lors.RankStabilized);
            Add(options, "Mode = ", lors.Mode);
            Add(options, "Init = ", lors.Init);
        }

        return options;
    }

    private static void Add(List<string> arguments, string prefix, bool? value)
    {
        if (value is { } flag)
        {
            arguments.Add(prefix + (flag ? "true" : "false"));
        }
    }

    private static void Add(List<string> arguments, string prefix, int? value)
    {
        if (value is { } number)
        {
            arguments.Add(prefix + Text(number));
        }
    }

    private static void Add(List<string> arguments, string prefix, EnumOption? value)
    {
        if (value is not null)
        {
            arguments.Add(prefix + value);
        }
    }

    private static void Add(List<string> arguments, string prefix, double? value)
    {
        if (value is { } number)
        {
            arguments.Add(prefix + number.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    private static void AddNames(List<string> arguments, string prefix, EquatableArray<string>? names)
    {
        if (names is { } given)
        {
            var quoted = new List<string>();
            foreach (var name in given)
            {
                quoted.Add($"\"{name}\"");
            }

            arguments.Add($"{prefix}[{string.Join(", ", quoted)}]");
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
