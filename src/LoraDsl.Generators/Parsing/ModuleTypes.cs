using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>What a type says about the modules that a member of it holds.</summary>
internal static class ModuleTypes
{
    // Layers with weights that multiply, and without an adapter.
    private static readonly ImmutableHashSet<string> s_unsupported = ImmutableHashSet.Create(
        "Conv1d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d", "Bilinear", "EmbeddingBag", "RNN", "LSTM", "GRU",
        "RNNCell", "LSTMCell", "GRUCell", "MultiheadAttention", "Transformer", "TransformerEncoder", "TransformerEncoderLayer",
        "TransformerDecoder", "TransformerDecoderLayer");

    /// <summary>Whether the type is a layer of TorchSharp's that would be worth adapting, and that there is no adapter for.</summary>
    public static bool IsUnsupportedLayer(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 0 } named && s_unsupported.Contains(named.Name) && IsModule(named) && KnownTypes.IsOfTorchSharp(named);

    /// <summary>Whether the type is a layer, adapted or not.</summary>
    public static bool IsLayer(ITypeSymbol type) => KnownTypes.LayerKindOf(type) is not null || IsUnsupportedLayer(type);

    /// <summary>Whether the type is <c>torch.nn.Module</c> or derives from it.</summary>
    public static bool IsModule(ITypeSymbol type) => type is INamedTypeSymbol named && (IsAnyModule(named) || KnownTypes.DerivesFromModule(named));

    /// <summary>Whether the type is <c>Module</c> or <c>Module&lt;…&gt;</c> itself, which every layer can be assigned to.</summary>
    public static bool IsAnyModule(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Module", ContainingType: { Name: "nn", ContainingType.Name: "torch" } } named && KnownTypes.IsOfTorchSharp(named);

    /// <summary>Whether the type is one of TorchSharp's containers: <c>Sequential</c>, <c>ModuleList</c>, <c>ModuleDict</c>.</summary>
    public static bool IsContainer(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Sequential" or "ModuleList" or "ModuleDict" } named && KnownTypes.IsOfTorchSharp(named);

    /// <summary>The types that an array, a tuple or a generic collection is made of; none for other types.</summary>
    public static IEnumerable<ITypeSymbol> ElementsOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return [array.ElementType];
        }

        // A module of the user's with a type argument holds what its own class says, and a delegate holds nothing.
        return type is INamedTypeSymbol { TypeKind: not TypeKind.Delegate } named && (!IsModule(named) || IsContainer(named))
            ? named.TypeArguments
            : ImmutableArray<ITypeSymbol>.Empty;
    }

    /// <summary>Whether a condition holds for an element of the type, or for an element of its elements.</summary>
    public static bool HasElement(ITypeSymbol type, System.Func<ITypeSymbol, bool> condition)
    {
        foreach (var element in ElementsOf(type))
        {
            if (condition(element) || HasElement(element, condition))
            {
                return true;
            }
        }

        return false;
    }
}
