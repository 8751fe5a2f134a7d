using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>How visible a property is that is as visible as its layer's field, as C# keywords.</summary>
internal static class PropertyVisibility
{
    public static string Of(IFieldSymbol field) => ((field.AssociatedSymbol ?? field).DeclaredAccessibility, field.ContainingType.IsSealed) switch
    {
        (Accessibility.Public, _) => "public",
        (Accessibility.Internal, _) => "internal",
        (Accessibility.ProtectedOrInternal, false) => "protected internal",
        (Accessibility.ProtectedOrInternal, true) => "internal",
        // A protected member of a sealed class is a warning.
        (Accessibility.Protected, false) => "protected",
        (Accessibility.ProtectedAndInternal, false) => "private protected",
        _ => "private",
    };
}
