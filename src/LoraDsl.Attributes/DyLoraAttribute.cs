using System;

namespace LoraDsl;

/// <summary>
/// Adapts Linear, Embedding and Conv2d layers by DyLoRA (Valipour et al., arXiv 2210.07558): one training serves every rank of a
/// range, and the rank in use can be changed at any time afterwards at no cost.
/// </summary>
/// <remarks>
/// On a field of a class that has a <c>[DyLora]</c> too, the options that are left out are the class's: Alpha, Dropout, Mode, Sampling, Init,
/// Dora, LearningRateRatio and FreezeA.
/// Only where the class leaves them out as well do the defaults below apply.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class DyLoraAttribute : Attribute
{
    /// <summary>The range of ranks that are trained together.</summary>
    /// <param name="minRank">Least rank, at least 1.</param>
    /// <param name="maxRank">Greatest rank, at least <paramref name="minRank"/>.</param>
    public DyLoraAttribute(int minRank, int maxRank)
    {
        MinRank = minRank;
        MaxRank = maxRank;
    }

    /// <summary>Least rank of the range.</summary>
    public int MinRank { get; }

    /// <summary>Greatest rank of the range.</summary>
    public int MaxRank { get; }

    /// <summary>α of the scaling s_b = α/b at rank b. Left out, it is the greatest rank, so that s is 1 there.</summary>
    public double Alpha { get; set; }

    /// <summary>
    /// Probability in [0, 1) with which an element of the adapter's input is dropped in training. Default 0. An Embedding's input
    /// are indices, of which none are dropped.
    /// </summary>
    public double Dropout { get; set; }

    /// <summary>What a training step at rank b updates. Default <see cref="DyLoraMode.Full"/>.</summary>
    public DyLoraMode Mode { get; set; }

    /// <summary>
    /// How the rank of a training step is drawn. Default <see cref="DyLoraSampling.Uniform"/>. There is one draw for the whole model:
    /// adapters of the same range and sampling work at the same rank.
    /// </summary>
    public DyLoraSampling Sampling { get; set; }

    /// <summary>
    /// What A and B start with; one of the initializations with B = 0, since the base could be compensated for another at one of its ranks only.
    /// Default <see cref="AdapterInitialization.Original"/>.
    /// </summary>
    public AdapterInitialization Init { get; set; }

    /// <summary>
    /// DoRA (Liu et al., arXiv 2402.09353): a magnitude for each output is trained beside the direction W + s·B·A. Default
    /// <see langword="false"/>.
    /// </summary>
    public bool Dora { get; set; }

    /// <summary>
    /// LoRA+ (Hayou et al., arXiv 2402.12354): B's learning rate over A's, in the optimizer that the adapters make. The paper recommends 16. Left
    /// out, there is one rate. Embeddings have theirs from the optimizer.
    /// </summary>
    public double LearningRateRatio { get; set; }

    /// <summary>
    /// LoRA-FA (Zhang et al., arXiv 2308.03303): A stays as it was initialized and only B trains, so that the input of a linear layer is not
    /// kept for the backward pass. Default <see langword="false"/>.
    /// </summary>
    public bool FreezeA { get; set; }

    /// <summary>
    /// How visible the property is by which the adapted layer is called. Default <see cref="PlaceAccessibility.Field"/>, unless the assembly has
    /// <see cref="LoraAccessibilityAttribute"/>. The set <c>Lora</c> shows every adapter in any case.
    /// </summary>
    public PlaceAccessibility Accessibility { get; set; }

    /// <summary>
    /// On a class: the only fields that it adapts, by name, <c>nameof(query)</c>, or by the name's beginning, <c>"attention*"</c>.
    /// A field's own attribute counts without being named.
    /// </summary>
    public string[]? Targets { get; set; }

    /// <summary>On a class: fields that it leaves as they are, named as in <see cref="Targets"/>.</summary>
    public string[]? Exclude { get; set; }
}
