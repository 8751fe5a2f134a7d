using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Parsing;

/// <summary>A field to the record of a layer, if it is one or claims to be one.</summary>
internal static class LayerParser
{
    public static LayerField? Parse(IFieldSymbol field, bool classIsAdapted, PropertyNames names)
    {
        var annotations = AttributeParser.Parse(field.GetAttributes());
        var kind = KindOf(field);
        if (annotations.IsEmpty && (kind != LayerKind.Linear || !classIsAdapted))
        {
            return null;
        }

        var adapted = kind == LayerKind.Linear && (annotations.IsAdapted || !annotations.NoLora);
        var (property, type) = adapted ? names.ForLayer(field.Name) : ("", "");
        return new LayerField(
            field.Name,
            field.AssociatedSymbol?.Name ?? Escape(field.Name),
            kind,
            field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            field.Type.NullableAnnotation == NullableAnnotation.Annotated,
            annotations,
            property,
            type);
    }

    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static LayerKind KindOf(IFieldSymbol field) => field switch
    {
        { AssociatedSymbol: not null } => LayerKind.Backing,
        { Type.TypeKind: TypeKind.Error } => LayerKind.Unknown,
        { IsStatic: true } => LayerKind.Static,
        _ when KnownTypes.IsLinear(field.Type) => LayerKind.Linear,
        _ => LayerKind.Unsupported,
    };
}
