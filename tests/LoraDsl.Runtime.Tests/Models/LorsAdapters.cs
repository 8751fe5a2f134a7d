using LoraDsl.Methods;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Adapters of sparse layers with their forward code written by hand.</summary>
internal static class LorsAdapters
{
    public sealed class OfLinear(Linear layer, int rank, double alpha, LorsMode mode) : LorsAdapter<Linear>("layer", layer, rank, alpha, mode: mode)
    {
        protected override Tensor Adapt(Tensor x) => LorsLinearFunction.Forward(x, layer, lora_A, lora_B, Scaling, Mode);
    }

    public sealed class OfConv2d(Conv2d layer, int rank, double alpha, LorsMode mode) : LorsAdapter<Conv2d>("layer", layer, rank, alpha, mode: mode)
    {
        protected override Tensor Adapt(Tensor x) => LorsConv2dFunction.Forward(x, layer, lora_A, lora_B, Scaling, Mode);
    }

    /// <summary>A model of one sparse linear layer.</summary>
    public static OneLayer<Linear, OfLinear> Linear(long inFeatures, long outFeatures, LorsMode mode, int rank = 3, double alpha = 6, bool bias = true) =>
        new(Sparse(nn.Linear(inFeatures, outFeatures, bias)), layer => new OfLinear(layer, rank, alpha, mode));

    /// <summary>A model of one sparse convolution.</summary>
    public static OneLayer<Conv2d, OfConv2d> Conv2d(Conv2d convolution, LorsMode mode, int rank = 2, double alpha = 3) =>
        new(Sparse(convolution), layer => new OfConv2d(layer, rank, alpha, mode));

    /// <summary>Puts zeros into about half of a layer's weight.</summary>
    private static T Sparse<T>(T layer)
        where T : nn.Module
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var weight = layer.get_parameter("weight")!;
        weight.masked_fill_(rand_like(weight).lt(0.5), 0);
        return layer;
    }
}
