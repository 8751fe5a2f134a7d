using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>How visible the property is by which a layer is called, as C# keywords.</summary>
internal static class PlaceVisibility
{
    public static string Of(IFieldSymbol field, PlaceAccessibility chosen, bool isSealed) => chosen switch
    {
        PlaceAccessibility.Public => "public",
        PlaceAccessibility.Internal => "internal",
        PlaceAccessibility.Private => "private",
        _ => Of((field.AssociatedSymbol ?? field).DeclaredAccessibility, isSealed),
    };

    // A protected member of a sealed class is a warning.
    private static string Of(Accessibility accessibility, bool isSealed) => accessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Internal => "internal",
        Accessibility.ProtectedOrInternal => isSealed ? "internal" : "protected internal",
        Accessibility.Protected => isSealed ? "private" : "protected",
        Accessibility.ProtectedAndInternal => isSealed ? "private" : "private protected",
        _ => "private",
    };
}
