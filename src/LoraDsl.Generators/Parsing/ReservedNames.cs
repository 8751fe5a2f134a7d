using System.Linq;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>The names that the generated part of every class uses.</summary>
internal static class ReservedNames
{
    public const string Lora = "Lora";
    public const string Adapters = "Adapters";

    private static readonly string[] s_all = [Lora, "AttachLora", Adapters, "_lora"];

    /// <summary>The names that one class's part uses: one that continues an adapted base class has a set of its own name too.</summary>
    public static string[] Of(INamedTypeSymbol type)
    {
        var property = AdaptedClasses.SetProperty(type, type.ContainingAssembly);
        return property == Lora ? s_all : [.. s_all, property, SetField(property)];
    }

    /// <summary>The first of these names that is the class's own or that of a type parameter, which no member can have.</summary>
    public static string? FirstOfType(INamedTypeSymbol type)
    {
        foreach (var name in Of(type))
        {
            if (name == type.Name || type.TypeParameters.Any(parameter => parameter.Name == name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The field behind the property that holds a set.</summary>
    public static string SetField(string property) => "_" + char.ToLowerInvariant(property[0]) + property.Substring(1);

    /// <summary>The first of these names that the class, or a base class, uses for something else.</summary>
    public static string? FirstTaken(INamedTypeSymbol type) => FirstTakenMember(type)?.Name;

    public static ISymbol? FirstTakenMember(INamedTypeSymbol type)
    {
        var names = Of(type);
        for (var owner = type; owner is not null; owner = owner.BaseType)
        {
            foreach (var name in names)
            {
                foreach (var member in owner.GetMembers(name))
                {
                    if (!GeneratedMembers.Contains(member))
                    {
                        return member;
                    }
                }
            }
        }

        return null;
    }
}
