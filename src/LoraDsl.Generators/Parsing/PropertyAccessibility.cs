using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>How visible a member of one class may be whose type is nested in another.</summary>
internal static class PropertyAccessibility
{
    private const int Private = 0;
    private const int Internal = 1;
    private const int Public = 2;

    /// <summary>The widest accessibility, as a C# keyword, of a member of <paramref name="owner"/> of type <paramref name="type"/>.</summary>
    public static string Of(INamedTypeSymbol type, INamedTypeSymbol owner)
    {
        var reach = Reach(type, owner);
        return (reach >= Reach(owner, null) ? Public : reach) switch
        {
            Public => "public",
            Internal => "internal",
            _ => "private",
        };
    }

    // Types that enclose both are left out: where they are visible, the types nested in them are too.
    private static int Reach(INamedTypeSymbol type, INamedTypeSymbol? other)
    {
        var reach = Public;
        for (INamedTypeSymbol? outer = type; outer is not null && !Encloses(outer, other); outer = outer.ContainingType)
        {
            var own = outer.DeclaredAccessibility switch
            {
                Accessibility.Public => Public,
                Accessibility.Internal or Accessibility.ProtectedOrInternal => Internal,
                _ => Private,
            };
            reach = own < reach ? own : reach;
        }

        foreach (var argument in type.TypeArguments)
        {
            if (argument is INamedTypeSymbol named && Reach(named, other) is var inner && inner < reach)
            {
                reach = inner;
            }
        }

        return reach;
    }

    /// <summary>Whether a type holds another, directly or through others.</summary>
    public static bool Encloses(INamedTypeSymbol type, INamedTypeSymbol? inner)
    {
        for (var outer = inner; outer is not null; outer = outer.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(outer.OriginalDefinition, type.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
