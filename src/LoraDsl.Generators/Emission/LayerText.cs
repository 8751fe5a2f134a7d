using System;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Emission;

/// <summary>The kinds of layers, in words.</summary>
internal static class LayerText
{
    /// <summary>Full name of the layer's type.</summary>
    public static string Type(LayerKind kind) => "global::TorchSharp.Modules." + kind;

    /// <summary>The layer with its article.</summary>
    public static string Noun(LayerKind kind) => kind switch
    {
        LayerKind.Linear => "a linear layer",
        LayerKind.Embedding => "an embedding",
        LayerKind.Conv2d => "a 2-D convolution",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>How many values an adapter of some rank trains.</summary>
    public static string Parameters(LayerKind kind, string rank) => kind switch
    {
        LayerKind.Linear => $"{rank}·(in + out) parameters",
        LayerKind.Embedding => $"{rank}·(rows + width) parameters",
        LayerKind.Conv2d => $"{rank}·(in·height·width + out) parameters",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
