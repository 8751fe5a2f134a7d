using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Parsing;

/// <summary>Parses a field that is a layer or has an attribute.</summary>
internal static class LayerParser
{
    public static LayerField? Parse(IFieldSymbol field, AdapterDeclaration? ofClass, PropertyNames names)
    {
        var annotations = AttributeParser.Parse(field.GetAttributes());
        var kind = KindOf(field);
        var isLayer = kind is LayerKind.Linear or LayerKind.Embedding or LayerKind.Conv2d;
        if (annotations is { IsEmpty: true, Group: null } && (!isLayer || ofClass is null))
        {
            return null;
        }

        var isCovered = !annotations.NoLora && !annotations.Whole && ofClass is not null && ofClass.Adapts(kind) && ofClass.Layers.Includes(field.Name);
        var (property, type) = isLayer && (annotations.IsAdapted || isCovered) ? names.ForLayer(field.Name) : ("", "");
        return new LayerField(
            field.Name,
            field.AssociatedSymbol?.Name ?? Escape(field.Name),
            kind,
            field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            field.Type.NullableAnnotation == NullableAnnotation.Annotated,
            annotations,
            property,
            type,
            PropertyVisibility.Of(field),
            KnownTypes.IsModule(field.Type) && !field.IsStatic);
    }

    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static LayerKind KindOf(IFieldSymbol field) => field switch
    {
        { AssociatedSymbol: not null } => LayerKind.Backing,
        { Type.TypeKind: TypeKind.Error } => LayerKind.Unknown,
        { IsStatic: true } => LayerKind.Static,
        _ => KnownTypes.LayerKindOf(field.Type) ?? LayerKind.Unsupported,
    };
}
