using System.Linq;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>A place as another assembly describes it.</summary>
/// <param name="Name">The name under which the model registers it.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Form">How many of them.</param>
/// <param name="IsOptional">Whether there may be none.</param>
/// <param name="In">Columns of the layer's weight, if known.</param>
/// <param name="Out">Its rows, if known.</param>
/// <param name="Tree">The class with the places below it, or <see langword="null"/> for a layer.</param>
internal sealed record CompiledPlace(
    string Name, PlaceKind Kind, PlaceForm Form, bool IsOptional, long? In, long? Out, INamedTypeSymbol? Tree)
{
    public static CompiledPlace? Read(IPropertySymbol property)
    {
        var attribute = property.GetAttributes().FirstOrDefault(static attribute => KnownTypes.IsPlaceAttribute(attribute.AttributeClass));
        if (attribute is not { ConstructorArguments: { Length: 2 } arguments }
            || arguments[0].Value is not string name || arguments[1].Value is not int kind)
        {
            return null;
        }

        var place = new CompiledPlace(name, (PlaceKind)kind, PlaceForm.One, false, null, null, null);
        foreach (var option in attribute.NamedArguments)
        {
            place = (option.Key, option.Value.Value) switch
            {
                ("Form", int form) => place with { Form = (PlaceForm)form },
                ("Optional", bool optional) => place with { IsOptional = optional },
                ("In", long columns) => place with { In = columns },
                ("Out", long rows) => place with { Out = rows },
                _ => place,
            };
        }

        return place.Kind == PlaceKind.Model ? place with { Tree = TreeOf(property.Type, place.Form) } : place;
    }

    // A list is one of trees, a dictionary one of keys and trees.
    private static INamedTypeSymbol? TreeOf(ITypeSymbol type, PlaceForm form) => type is not INamedTypeSymbol named
        ? null
        : form == PlaceForm.One ? named : named.TypeArguments.LastOrDefault() as INamedTypeSymbol;
}
