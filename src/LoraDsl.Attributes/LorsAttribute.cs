using System;

namespace LoraDsl;

/// <summary>
/// Adapts sparse Linear and Conv2d layers by LoRS (Hu et al., arXiv 2501.08582): y = x·W̃ᵀ + b with W̃ = (W + s·B·A) ⊙ (W ≠ 0), so that
/// what is zero in W stays zero in training and after merging.
/// </summary>
/// <remarks>
/// On a class it passes Embeddings by, which have no product to mask. On a field of a class that has a <c>[Lors]</c> too, the options that are left out are the class's. Only where the class leaves them
/// out as well do the defaults below apply.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class LorsAttribute : Attribute
{
    /// <summary>A fixed rank for every adapter.</summary>
    /// <param name="rank">The rank, at least 1.</param>
    public LorsAttribute(int rank)
    {
        Rank = rank;
    }

    /// <summary>The rank.</summary>
    public int Rank { get; }

    /// <summary>α of the scaling s = α/rank (α/√rank when <see cref="RankStabilized"/>). Left out, s is 1.</summary>
    public double Alpha { get; set; }

    /// <summary>Scale by α/√rank (Kalajdzievski, arXiv 2312.03732) instead of α/rank.</summary>
    public bool RankStabilized { get; set; }

    /// <summary>Which gradient the adapter trains by. Default <see cref="LorsMode.StraightThrough"/>.</summary>
    public LorsMode Mode { get; set; }

    /// <summary>
    /// What A and B start with; one of the initializations with B = 0, since the base could be compensated for another only by moving the zeros that LoRS keeps.
    /// Default <see cref="AdapterInitialization.Original"/>.
    /// </summary>
    public AdapterInitialization Init { get; set; }

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
