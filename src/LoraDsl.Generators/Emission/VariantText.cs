using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Adapters of VeRA, LoHa, LoKr and IA³ in words, and as arguments of their constructors.</summary>
internal static class VariantText
{
    /// <summary>The method with its options, for an XML documentation comment.</summary>
    public static string Describe(VariantSettings settings)
    {
        var method = settings.Method switch
        {
            VariantMethod.Vera => "VeRA",
            VariantMethod.Ia3 => "IA³",
            _ => settings.Method.ToString(),
        };
        return method
            + (settings.Rank is { } rank ? $" of rank {Literals.Of(rank)}" : "")
            + (settings.Options.Count == 0 ? "" : $", {string.Join(", ", settings.Options)}");
    }

    /// <summary>The options as the base constructor's last argument.</summary>
    public static string Argument(VariantSettings settings)
    {
        var arguments = settings.Rank is { } rank ? $"({Literals.Of(rank)})" : settings.Options.Count == 0 ? "()" : "";
        var options = settings.Options.Count == 0 ? "" : $" {{ {string.Join(", ", settings.Options)} }}";
        return $", new global::LoraDsl.Methods.{settings.Method}Options{arguments}{options}";
    }
}
