using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>The types that the generator recognises, by name: TorchSharp may come from its package or from the stand-in.</summary>
internal static class KnownTypes
{
    public const string LoraAttribute = "LoraDsl.LoraAttribute";
    public const string DyLoraAttribute = "LoraDsl.DyLoraAttribute";
    public const string AdapterSet = "LoraDsl.Adapters.AdapterSet";

    public static bool IsLoraAttribute(INamedTypeSymbol? type) => IsAttribute(type, "LoraAttribute");

    public static bool IsDyLoraAttribute(INamedTypeSymbol? type) => IsAttribute(type, "DyLoraAttribute");

    public static bool IsNoLoraAttribute(INamedTypeSymbol? type) => IsAttribute(type, "NoLoraAttribute");

    public static bool IsLinear(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Linear", Arity: 0 } && IsTorchModules(type.ContainingNamespace);

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

    private static bool IsTorchModules(INamespaceSymbol? symbol) =>
        symbol is { Name: "Modules" } && IsRootNamespace(symbol.ContainingNamespace, "TorchSharp");

    private static bool IsRootNamespace(INamespaceSymbol? symbol, string name) =>
        symbol is not null && symbol.Name == name && symbol.ContainingNamespace is { IsGlobalNamespace: true };
}
