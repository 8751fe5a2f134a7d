using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>The types that hold several modules.</summary>
internal static class PlaceContainers
{
    /// <summary>The type of a container's elements and how they are told apart, or <see langword="null"/> for no container.</summary>
    public static (ITypeSymbol Element, PlaceForm Form)? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => (array.ElementType, PlaceForm.List),
        INamedTypeSymbol { Arity: 1 } named when KnownTypes.IsModuleList(named) => (named.TypeArguments[0], PlaceForm.List),
        INamedTypeSymbol { Arity: 1, Name: "ModuleDict" } named when KnownTypes.IsOfTorchModules(named) => (named.TypeArguments[0], PlaceForm.Dictionary),
        INamedTypeSymbol { Arity: 1, Name: "List" or "IList", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } } named =>
            (named.TypeArguments[0], PlaceForm.List),
        _ => null,
    };

    public static bool IsSequential(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Sequential", Arity: 0 } named && KnownTypes.IsOfTorchModules(named);
}
