using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>What may hold weights that no recipe reaches.</summary>
internal static class PlaceReach
{
    /// <summary>Why a convolution with groups is out of reach.</summary>
    public const string Groups = "it has groups of channels that do not mix, and a low-rank adapter would mix them: leave it out by [NoLora]";

    // TorchSharp's modules with weights to multiply by, beside those that can be adapted.
    private static readonly ImmutableHashSet<string> s_weighted = ImmutableHashSet.Create(
        "Bilinear", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d", "EmbeddingBag", "GRU", "GRUCell", "LSTM", "LSTMCell",
        "MultiheadAttention", "RNN", "RNNCell", "Transformer", "TransformerDecoder", "TransformerDecoderLayer", "TransformerEncoder", "TransformerEncoderLayer");

    /// <summary>Whether a type says nothing about what its values are.</summary>
    public static bool IsOpen(ITypeSymbol type) => type is not INamedTypeSymbol named
        || KnownTypes.IsTensorModule(type) || PlaceContainers.IsSequential(type) || named.IsAbstract || named.Name == "Module";

    /// <summary>Whether a layer is known to be a convolution with groups.</summary>
    public static bool HasGroups(LayerSizes sizes) => sizes.Groups is { } groups && groups != 1;

    /// <summary>Why what a type holds is out of reach, or <see langword="null"/> when it holds nothing to adapt.</summary>
    public static string? Problem(ITypeSymbol type, IAssemblySymbol compiled)
    {
        if (type is not INamedTypeSymbol named || !KnownTypes.IsModule(type))
        {
            return null;
        }

        if (KnownTypes.IsOfTorchSharp(named))
        {
            return s_weighted.Contains(named.Name)
                ? $"there is no adapter for '{named.Name}': leave it out by [NoLora]"
                : named is { Name: "Module" } && !KnownTypes.IsTensorModule(named) ? "its type does not show what it is: name the layer's class as its type" : null;
        }

        // Adapters of its own are attached by its own constructor.
        if (AdaptedClasses.SelfOrBase(named, compiled) is not null || !MayHoldLayers(named, compiled))
        {
            return null;
        }

        return AdaptedClasses.IsIn(named, compiled)
            ? $"'{named.Name}' is not adaptable: write [Adaptable] on it, or leave it out by [NoLora]"
            : $"'{named.Name}' of {named.ContainingAssembly.Name} is not adaptable: attach its adapters by LoraModel.Attach, or leave it out by [NoLora]";
    }

    // The fields of another assembly are not shown to the compiler.
    private static bool MayHoldLayers(INamedTypeSymbol type, IAssemblySymbol compiled) => !AdaptedClasses.IsIn(type, compiled)
        || type.GetMembers().OfType<IFieldSymbol>().Any(static field => PlaceContainers.ElementOf(field.Type) is var (element, _)
            ? KnownTypes.IsModule(element)
            : PlaceTypes.LayerOf(field.Type) is not null || (KnownTypes.IsModule(field.Type) && !IsPlain(field.Type)));

    private static bool IsPlain(ITypeSymbol type) =>
        type is INamedTypeSymbol named && KnownTypes.IsOfTorchModules(named) && !s_weighted.Contains(named.Name) && named.Name != "Sequential";
}
