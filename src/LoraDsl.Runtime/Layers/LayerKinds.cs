using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Layers;

/// <summary>The kinds of layers that can be adapted.</summary>
internal static class LayerKinds
{
    /// <summary>What an adapter has to know about a layer.</summary>
    /// <typeparam name="TLayer">The layer's type.</typeparam>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or a Conv1d of several groups.</exception>
    /// <exception cref="NotSupportedException">The layer is of a kind that cannot be adapted.</exception>
    public static AdaptedLayer Of<TLayer>(string name, TLayer? layer)
        where TLayer : nn.Module<Tensor, Tensor> => layer switch
        {
            Linear linear => new LinearLayer(name, linear),
            Embedding embedding => new EmbeddingLayer(name, embedding),
            Conv2d { groups: > 1 } convolution => new GroupedConv2dLayer(name, convolution),
            Conv2d convolution => new Conv2dLayer(name, convolution),
            Conv1d convolution => new Conv1dLayer(name, convolution),
            null => throw new InvalidOperationException(
                $"The field '{name}' is null when AttachLora() runs: assign it first and call AttachLora() at the end of the constructor."),
            _ => throw new NotSupportedException(
                $"'{name}' is a {layer.GetType().Name}, which cannot be adapted: adapters exist for Linear, Embedding, Conv1d and Conv2d."),
        };
}
