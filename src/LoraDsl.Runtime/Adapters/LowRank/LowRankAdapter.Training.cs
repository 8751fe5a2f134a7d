using LoraDsl.Layers;
using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <remarks>What of an adapter trains, and how fast. An embedding's A starts at zero and its B does not, so that it takes neither option.</remarks>
public abstract partial class LowRankAdapter
{
    /// <summary>
    /// B's learning rate over A's in the optimizer that the adapters make (LoRA+, Hayou et al., arXiv 2402.12354); <see langword="null"/> for one rate.
    /// </summary>
    public double? LearningRateRatio
    {
        get;
        protected set => field = Layer is EmbeddingLayer || FreezesA ? null : value;
    }

    /// <summary>Whether A stays as it was initialized and only the rest trains (LoRA-FA, Zhang et al., arXiv 2308.03303).</summary>
    public bool FreezesA
    {
        get;
        protected set
        {
            field = value && Layer is not EmbeddingLayer;
            if (!field)
                return;
            LearningRateRatio = null;
            lora_A.requires_grad = false;
        }
    }

    /// <inheritdoc/>
    private protected sealed override bool Trains(Parameter factor) => !(FreezesA && ReferenceEquals(factor, lora_A));
}
