using LoraDsl.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>Inputs of linear layers and convolutions as the rows that the folded weight is multiplied with.</summary>
internal static class LayerInput
{
    /// <summary>Whether a layer multiplies rows; an embedding looks them up.</summary>
    public static bool HasRows(AdaptedLayer layer) => layer.Module is not Embedding;

    /// <summary>The rows, of shape (rows, in): of a convolution the patches under its kernel.</summary>
    public static Tensor Rows(AdaptedLayer layer, Tensor input) => layer.Module is Conv2d convolution
        ? Patches(convolution, input).reshape(-1, layer.InFeatures)
        : input.reshape(-1, layer.InFeatures);

    private static Tensor Patches(Conv2d layer, Tensor input)
    {
        var images = input.dim() == 3 ? input.unsqueeze(0) : input;
        var mode = layer.padding_mode == PaddingModes.Zeros ? PaddingModes.Constant : layer.padding_mode;
        var padded = nn.functional.pad(images, Border(layer), mode);
        return nn.functional.unfold(
            padded, Pair(layer.weight.shape.AsSpan(2)), Pair(layer.dilation), padding: null, Pair(layer.stride)).transpose(1, 2);
    }

    // Left, right, top, bottom. Padding that keeps the size is one wider at the end where it cannot be even.
    private static long[] Border(Conv2d layer)
    {
        if (layer.padding_type is null)
            return [layer.padding![1], layer.padding[1], layer.padding[0], layer.padding[0]];
        if (layer.padding_type == Padding.Valid)
            return [0, 0, 0, 0];
        var (height, width) = (layer.dilation[0] * (layer.weight.shape[2] - 1), layer.dilation[1] * (layer.weight.shape[3] - 1));
        return [width / 2, width - (width / 2), height / 2, height - (height / 2)];
    }

    private static (long, long) Pair(ReadOnlySpan<long> values) => (values[0], values[1]);
}
