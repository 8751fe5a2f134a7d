using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRA's generated forward code by the kind of a layer, for adapters whose options only the run knows.</summary>
internal static class ConfiguredForward
{
    /// <summary>The adapted layer's output, or <see langword="null"/> for a kind that has no code of its own.</summary>
    public static Tensor? Lora(nn.Module layer, bool training, Tensor x, Tensor a, Tensor b, double scaling, double dropout) => layer switch
    {
        Linear linear => LinearLora_RuntimeScale_RuntimeDropout.Forward(training, x, linear, a, b, scaling, dropout),
        Conv2d convolution => Conv2dLora_RuntimeScale_RuntimeDropout.Forward(training, x, convolution, a, b, scaling, dropout),
        Embedding embedding => EmbeddingLora_RuntimeScale.Forward(x, embedding, a, b, scaling),
        _ => null,
    };

    /// <summary>The same with DoRA's magnitudes.</summary>
    public static Tensor? Dora(nn.Module layer, bool training, Tensor x, Tensor a, Tensor b, Tensor m, double scaling, double dropout) => layer switch
    {
        Linear linear => LinearDora_RuntimeScale_RuntimeDropout.Forward(training, x, linear, a, b, m, scaling, dropout),
        Conv2d convolution => Conv2dDora_RuntimeScale_RuntimeDropout.Forward(training, x, convolution, a, b, m, scaling, dropout),
        Embedding embedding => EmbeddingDora_RuntimeScale.Forward(x, embedding, a, b, m, scaling),
        _ => null,
    };
}
