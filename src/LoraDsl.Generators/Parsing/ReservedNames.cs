using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>The names that the generated part of every class uses.</summary>
internal static class ReservedNames
{
    public static readonly string[] All = ["Lora", "AttachLora", "Adapters", "_lora"];

    /// <summary>The first of these names that the class, or a base class, uses for something else.</summary>
    public static string? FirstTaken(INamedTypeSymbol type) => FirstTakenMember(type)?.Name;

    public static ISymbol? FirstTakenMember(INamedTypeSymbol type)
    {
        for (var owner = type; owner is not null; owner = owner.BaseType)
        {
            // An annotated base class has these names from us, and is refused for that reason.
            if (!SymbolEqualityComparer.Default.Equals(owner, type) && AnnotationSites.IsAnnotated(owner))
            {
                return null;
            }

            foreach (var name in All)
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
