using LoraDsl.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Names for fields that take the place of properties.</summary>
internal static class FieldNames
{
    /// <summary>
    /// The name of the field that an auto-property can become, <c>output</c> for <c>Output</c>, or <see langword="null"/> where others rely on it
    /// to be a property.
    /// </summary>
    public static string? For(IPropertySymbol property)
    {
        var type = property.ContainingType;
        if (property.IsVirtual || property.IsOverride || property.IsAbstract || property.IsRequired || property.SetMethod is { IsInitOnly: true }
            || Implements(property, type))
        {
            return null;
        }

        var name = char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);
        return name != property.Name && type.GetMembers(name).IsEmpty ? LayerParser.Escape(name) : null;
    }

    private static bool Implements(IPropertySymbol property, INamedTypeSymbol type)
    {
        foreach (var contract in type.AllInterfaces)
        {
            foreach (var member in contract.GetMembers())
            {
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), property))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
