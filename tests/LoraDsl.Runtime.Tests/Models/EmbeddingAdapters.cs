using LoraDsl.Methods;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Adapters of embeddings with their forward code written by hand.</summary>
internal static class EmbeddingAdapters
{
    public sealed class Fixed(Embedding layer, int rank, double alpha) : LoraAdapter<Embedding>("layer", layer, rank, alpha)
    {
        protected override Tensor Adapt(Tensor x) => Forward(x, layer, lora_A, lora_B, Scaling);
    }

    public sealed class Adaptive(Embedding layer, int? maxRank = null) : AdaptiveLoraAdapter<Embedding>("layer", layer, maxRank: maxRank)
    {
        protected override Tensor Adapt(Tensor x) => Forward(x, layer, lora_A, lora_B, Scaling);
    }

    public sealed class Dynamic(Embedding layer, DyLoraMode mode) : DyLoraAdapter<Embedding>("layer", layer, minRank: 2, maxRank: 5, alpha: 5, mode: mode)
    {
        protected override Tensor Adapt(Tensor x) =>
            Forward(x, layer, lora_A.narrow(0, 0, ActiveRank), lora_B.narrow(1, 0, ActiveRank), ActiveScaling);
    }

    private static Tensor Forward(Tensor ids, Embedding layer, Tensor a, Tensor b, double scaling)
    {
        var rows = a.index_select(1, ids.flatten()).t().mm(b.t()) * scaling;
        return layer.forward(ids) + rows.view([.. ids.shape, b.shape[0]]);
    }
}
