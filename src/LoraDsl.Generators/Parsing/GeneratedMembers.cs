using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>
/// Distinguishes generated members from the user's. The generator never sees generated members, the analyzers do, and both must
/// parse the same record.
/// </summary>
internal static class GeneratedMembers
{
    public static bool Contains(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "GeneratedCodeAttribute", ConstructorArguments.Length: 2 }
                && attribute.ConstructorArguments[0].Value is "LoraDsl")
            {
                return true;
            }
        }

        return false;
    }
}
