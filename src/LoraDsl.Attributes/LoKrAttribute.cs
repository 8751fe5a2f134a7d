using System;

namespace LoraDsl;

/// <summary>
/// Adapts Linear and Conv2d layers by LoKr (Yeh et al., LyCORIS, arXiv 2309.14859): ΔW = s·W1 ⊗ W2, a Kronecker product, of which W2 is a product of low rank
/// where that has fewer values.
/// </summary>
/// <remarks>
/// On a class it passes Embeddings by. On a field of a class that has a <c>[LoKr]</c> too, the options that are left out are the class's. Only where the class leaves them out as well do the
/// defaults below apply.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class LoKrAttribute : Attribute
{
    /// <summary>One rank for every adapter.</summary>
    /// <param name="rank">The rank, at least 1.</param>
    public LoKrAttribute(int rank)
    {
        Rank = rank;
    }

    /// <summary>The rank.</summary>
    public int Rank { get; }

    /// <summary>α of the scaling s = α/rank. Left out, s is 1.</summary>
    public double Alpha { get; set; }

    /// <summary>Probability, at least 0 and less than 1, with which a row of ΔW is dropped in a training pass. Default 0.</summary>
    public double RankDropout { get; set; }

    /// <summary>Probability, at least 0 and less than 1, with which a training pass runs without the adapter. Default 0.</summary>
    public double ModuleDropout { get; set; }

    /// <summary>Factorize the kernels of convolutions larger than 1×1 by kernel, channels in and channels out (Proposition 3 of FedPara).</summary>
    public bool UseEffectiveConv2d { get; set; }

    /// <summary>Make W1 a product of low rank as well, where that has fewer values.</summary>
    public bool DecomposeBoth { get; set; }

    /// <summary>
    /// The size that W1 is to have at most, at least 1: the layer's sizes are split into a divider near it and the rest. Default -1, a divider near
    /// the root.
    /// </summary>
    public int DecomposeFactor { get; set; } = -1;

    /// <summary>Multiply the rows that <see cref="RankDropout"/> leaves so that their sum stays what it was.</summary>
    public bool RankDropoutScale { get; set; }

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
