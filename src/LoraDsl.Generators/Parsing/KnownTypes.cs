using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>The types that the generator recognises, by name, because a project may reference another version of them.</summary>
internal static class KnownTypes
{
    public const string LoraAttribute = "LoraDsl.LoraAttribute";
    public const string DyLoraAttribute = "LoraDsl.DyLoraAttribute";
    public const string AdapterSet = "LoraDsl.Adapters.AdapterSet";
    public const string RecipeAdapterSet = "LoraDsl.Recipes.RecipeAdapterSet";

    public static bool IsLoraAttribute(INamedTypeSymbol? type) => IsAttribute(type, "LoraAttribute");

    public static bool IsDyLoraAttribute(INamedTypeSymbol? type) => IsAttribute(type, "DyLoraAttribute");

    public static bool IsLorsAttribute(INamedTypeSymbol? type) => IsAttribute(type, "LorsAttribute");

    /// <summary>The method whose attribute a type is, where it is one of those without A and B.</summary>
    public static VariantMethod? VariantOf(INamedTypeSymbol? type) =>
        IsAttribute(type, "VeraAttribute") ? VariantMethod.Vera
        : IsAttribute(type, "LoHaAttribute") ? VariantMethod.LoHa
        : IsAttribute(type, "LoKrAttribute") ? VariantMethod.LoKr
        : IsAttribute(type, "Ia3Attribute") ? VariantMethod.Ia3
        : null;

    public static bool IsNoLoraAttribute(INamedTypeSymbol? type) => IsAttribute(type, "NoLoraAttribute");

    public static bool IsTrainWholeAttribute(INamedTypeSymbol? type) => IsAttribute(type, "TrainWholeAttribute");

    public static bool IsLoraAccessibilityAttribute(INamedTypeSymbol? type) => IsAttribute(type, "LoraAccessibilityAttribute");

    public static bool IsLoraGroupAttribute(INamedTypeSymbol? type) => IsAttribute(type, "LoraGroupAttribute");

    public static bool IsAdaptableAttribute(INamedTypeSymbol? type) => IsAttribute(type, "AdaptableAttribute");

    public static bool IsLoraRecipeAttribute(INamedTypeSymbol? type) => IsAttribute(type, "LoraRecipeAttribute");

    public static bool IsPlaceAttribute(INamedTypeSymbol? type) => IsAttribute(type, "PlaceAttribute");

    /// <summary>Whether a type is one of <c>TorchSharp.Modules</c>.</summary>
    public static bool IsOfTorchModules(INamedTypeSymbol type) => type.ContainingType is null && IsTorchModules(type.ContainingNamespace);

    /// <summary>Whether a type is the module that takes a tensor and returns one.</summary>
    public static bool IsTensorModule(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Module", Arity: 2, ContainingType: { Name: "nn", ContainingType: { Name: "torch" } torch } } module
        && IsRootNamespace(torch.ContainingNamespace, "TorchSharp")
        && IsTensor(module.TypeArguments[0])
        && IsTensor(module.TypeArguments[1]);

    /// <summary>Whether a type is a module of any kind.</summary>
    public static bool IsModule(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (DerivesFromModule(named) || named is { Name: "Module", Arity: 0, ContainingType: { Name: "nn", ContainingType.Name: "torch" } });

    /// <summary>The kind of layer that a type is, or <see langword="null"/> when there is no adapter for it.</summary>
    public static LayerKind? LayerKindOf(ITypeSymbol type)
    {
        LayerKind? kind = type is not INamedTypeSymbol { Arity: 0 } ? null : type.Name switch
        {
            "Linear" => LayerKind.Linear,
            "Embedding" => LayerKind.Embedding,
            "Conv2d" => LayerKind.Conv2d,
            _ => null,
        };
        return kind is not null && IsTorchModules(type.ContainingNamespace) ? kind : null;
    }

    /// <summary>The set of adapters that is nested in an adapted class of another assembly, or <see langword="null"/>.</summary>
    public static INamedTypeSymbol? CompiledAdapters(INamedTypeSymbol type)
    {
        foreach (var nested in type.GetTypeMembers(ReservedNames.Adapters, 0))
        {
            for (var ancestor = nested.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            {
                if (ancestor is { Name: "AdapterSet", ContainingType: null, ContainingNamespace: { Name: "Adapters" } space }
                    && IsRootNamespace(space.ContainingNamespace, "LoraDsl"))
                {
                    return nested;
                }
            }
        }

        return null;
    }

    public static bool IsModuleList(INamedTypeSymbol type) =>
        type is { Name: "ModuleList", Arity: 1 } && IsTorchModules(type.ContainingNamespace);

    public static bool DerivesFromModule(INamedTypeSymbol type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor is { Name: "Module", Arity: 0, ContainingType: { Name: "nn", ContainingType: { Name: "torch" } torch } }
                && IsRootNamespace(torch.ContainingNamespace, "TorchSharp"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether TorchSharp declares the type, in a namespace or in a class such as <c>torch.nn</c>.</summary>
    public static bool IsOfTorchSharp(INamedTypeSymbol type)
    {
        var outer = type;
        while (outer.ContainingType is { } containing)
        {
            outer = containing;
        }

        var space = outer.ContainingNamespace;
        return IsRootNamespace(space, "TorchSharp") || IsTorchModules(space);
    }

    private static bool IsAttribute(INamedTypeSymbol? type, string name) =>
        type is not null && type.Name == name && type.ContainingType is null && IsRootNamespace(type.ContainingNamespace, "LoraDsl");

    private static bool IsTensor(ITypeSymbol type) => type is { Name: "Tensor", ContainingType: { Name: "torch" } torch }
        && IsRootNamespace(torch.ContainingNamespace, "TorchSharp");

    private static bool IsTorchModules(INamespaceSymbol? symbol) =>
        symbol is { Name: "Modules" } && IsRootNamespace(symbol.ContainingNamespace, "TorchSharp");

    private static bool IsRootNamespace(INamespaceSymbol? symbol, string name) =>
        symbol is not null && symbol.Name == name && symbol.ContainingNamespace is { IsGlobalNamespace: true };
}
