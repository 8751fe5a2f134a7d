using LoraDsl.Methods;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Adapters of convolutions with their forward code written by hand.</summary>
internal static class Conv2dAdapters
{
    public sealed class Fixed(Conv2d layer, int rank, double alpha) : LoraAdapter<Conv2d>("layer", layer, rank, alpha)
    {
        protected override Tensor Adapt(Tensor x) => Forward(x, layer, lora_A, lora_B, Scaling);
    }

    public sealed class Adaptive(Conv2d layer, int? maxRank = null) : AdaptiveLoraAdapter<Conv2d>("layer", layer, maxRank: maxRank)
    {
        protected override Tensor Adapt(Tensor x) => Forward(x, layer, lora_A, lora_B, Scaling);
    }

    public sealed class Dynamic(Conv2d layer, DyLoraMode mode) : DyLoraAdapter<Conv2d>("layer", layer, minRank: 2, maxRank: 5, alpha: 5, mode: mode)
    {
        protected override Tensor Adapt(Tensor x) =>
            Forward(x, layer, lora_A.narrow(0, 0, ActiveRank), lora_B.narrow(1, 0, ActiveRank), ActiveScaling);
    }

    /// <summary>What a convolution does to images, with another weight.</summary>
    public static Tensor Convolve(Tensor x, Conv2d layer, Tensor weight, Tensor? bias = null)
    {
        if (layer.padding_mode != PaddingModes.Zeros)
        {
            var (down, right) = (layer.padding![0], layer.padding[1]);
            var padded = functional.pad(x, (right, right, down, down), layer.padding_mode);
            return functional.conv2d(padded, weight, bias, layer.stride, [0, 0], layer.dilation);
        }

        return layer.padding_type is { } type
            ? functional.conv2d_padding(x, weight, bias, layer.stride, type, layer.dilation)
            : functional.conv2d(x, weight, bias, layer.stride, layer.padding, layer.dilation);
    }

    private static Tensor Forward(Tensor x, Conv2d layer, Tensor a, Tensor b, double scaling) =>
        layer.forward(x) + (functional.conv2d(Convolve(x, layer, a), b) * scaling);
}
