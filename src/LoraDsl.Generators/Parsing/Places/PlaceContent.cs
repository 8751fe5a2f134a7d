using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>What a field of an adaptable class holds.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Form">How many of them.</param>
/// <param name="TypeName">Full name of the layer's or child's class; empty for a Sequential.</param>
/// <param name="Child">The class whose places a child has, or <see langword="null"/>.</param>
/// <param name="In">Columns of the layer's weight, if known.</param>
/// <param name="Out">Its rows, if known.</param>
/// <param name="Items">The items of a Sequential.</param>
internal sealed record PlaceContent(
    PlaceKind Kind, PlaceForm Form, string TypeName, INamedTypeSymbol? Child, long? In, long? Out, EquatableArray<PlaceMember> Items)
{
    public static PlaceContent Layer(PlaceKind kind, ITypeSymbol type, (long In, long Out)? size) =>
        new(kind, PlaceForm.One, NameOf(type), null, size?.In, size?.Out, EquatableArray<PlaceMember>.Empty);

    public static PlaceContent Model(INamedTypeSymbol child, ITypeSymbol type) =>
        new(PlaceKind.Model, PlaceForm.One, NameOf(type), child, null, null, EquatableArray<PlaceMember>.Empty);

    public static PlaceContent Sequential(EquatableArray<PlaceMember> items) =>
        new(PlaceKind.Model, PlaceForm.One, "", null, null, null, items);

    private static string NameOf(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
