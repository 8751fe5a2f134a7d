using System.Linq;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>Which types can stand at a place. What is generated for a class of the assembly that is being compiled cannot be seen yet; that of another assembly can.</summary>
internal static class PlaceTypes
{
    /// <summary>Name of the class with an adaptable class's places.</summary>
    public const string Places = "Places";

    /// <summary>The kind of layer that a type is, or <see langword="null"/>.</summary>
    public static PlaceKind? LayerOf(ITypeSymbol? type) => type is not INamedTypeSymbol { Arity: 0 } named || !KnownTypes.IsOfTorchModules(named) ? null : named.Name switch
    {
        "Linear" => PlaceKind.Linear,
        "Embedding" => PlaceKind.Embedding,
        "Conv1d" => PlaceKind.Conv1d,
        "Conv2d" => PlaceKind.Conv2d,
        _ => null,
    };

    /// <summary>The class itself or its nearest base class that is adaptable, or <see langword="null"/>.</summary>
    public static INamedTypeSymbol? Adaptable(ITypeSymbol? type, IAssemblySymbol compiled)
    {
        for (var candidate = type as INamedTypeSymbol; candidate is not null; candidate = candidate.BaseType)
        {
            if (AdaptedClasses.IsIn(candidate, compiled) ? IsAdaptable(candidate) : CompiledPlaces(candidate) is not null)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Whether a class of the assembly that is being compiled gets places.</summary>
    public static bool IsAdaptable(INamedTypeSymbol type) => HasAttribute(type)
        && KnownTypes.DerivesFromModule(type)
        && TypeShape.Refusal(type) is null
        && FirstTakenMember(type) is null;

    public static bool HasAttribute(INamedTypeSymbol type) =>
        type.GetAttributes().Any(static attribute => KnownTypes.IsAdaptableAttribute(attribute.AttributeClass));

    /// <summary>The class of the places of a class in another assembly, or <see langword="null"/>.</summary>
    public static INamedTypeSymbol? CompiledPlaces(INamedTypeSymbol type) =>
        type.GetTypeMembers(Places, 0).FirstOrDefault(static nested => GeneratedMembers.Contains(nested));

    /// <summary>Full name of the class of a class's places.</summary>
    public static string PlacesOf(INamedTypeSymbol type) =>
        $"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{Places}";

    /// <summary>The member of the class that has the name of the generated one.</summary>
    public static ISymbol? FirstTakenMember(INamedTypeSymbol type) =>
        type.GetMembers(Places).FirstOrDefault(static member => !GeneratedMembers.Contains(member));
}
