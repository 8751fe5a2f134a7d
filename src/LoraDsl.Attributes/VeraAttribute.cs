using System;

namespace LoraDsl;

/// <summary>
/// Adapts Linear layers by VeRA (Kopiczko et al., arXiv 2310.11454): y = x·Wᵀ + b + λ_b ⊙ ((λ_d ⊙ (x·Aᵀ))·Bᵀ). A and B are random, frozen and shared
/// by all layers of the model; only the vectors λ_b and λ_d are trained.
/// </summary>
/// <remarks>
/// On a class it passes layers of other kinds by. On a field of a class that has a <c>[Vera]</c> too, the options that are left out are the class's. Only where the class leaves them out as well do the
/// defaults below apply.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class VeraAttribute : Attribute
{
    /// <summary>One rank for every adapter.</summary>
    /// <param name="rank">The rank, at least 1.</param>
    public VeraAttribute(int rank)
    {
        Rank = rank;
    }

    /// <summary>The rank.</summary>
    public int Rank { get; }

    /// <summary>What each value of λ_d starts with; not 0. Default 0.1.</summary>
    public double DInitial { get; set; } = 0.1;

    /// <summary>Probability, at least 0 and less than 1, of dropping an element of an adapter's input in training. Default 0.</summary>
    public double Dropout { get; set; }

    /// <summary>The seed of the random projections, PEFT's <c>projection_prng_key</c>. Default 0.</summary>
    public int Seed { get; set; }

    /// <summary>Whether files hold the projections, or only their seed. Default <see langword="true"/>.</summary>
    public bool SaveProjection { get; set; } = true;

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
