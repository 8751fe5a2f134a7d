using LoraDsl.Layers;

namespace LoraDsl.Methods;

/// <summary>The layers that a method adapts.</summary>
internal static class VariantLayers
{
    /// <summary>A Linear.</summary>
    /// <exception cref="NotSupportedException">The layer is of another kind.</exception>
    public static AdaptedLayer Linear(AdaptedLayer layer, string method) =>
        layer is LinearLayer ? layer : throw Refusal(layer, method, "Linear");

    /// <summary>A Linear or a Conv2d.</summary>
    /// <exception cref="NotSupportedException">The layer is of another kind.</exception>
    public static AdaptedLayer LinearOrConvolution(AdaptedLayer layer, string method) =>
        layer is LinearLayer or Conv2dLayer ? layer : throw Refusal(layer, method, "Linear and Conv2d");

    private static NotSupportedException Refusal(AdaptedLayer layer, string method, string kinds) => new(
        $"'{layer.Name}' is a {layer.Module.GetType().Name} and cannot be adapted by {method}, which is for {kinds}: take [Lora] for it, or leave it out.");
}
