using System;

namespace LoraDsl;

/// <summary>
/// Adapts Linear and Conv2d layers by IA³ (Liu et al., arXiv 2205.05638): a trained vector multiplies the layer's output, y = l ⊙ (x·Wᵀ + b), or, with
/// <see cref="FeedForward"/>, its input.
/// </summary>
/// <remarks>
/// On a class it passes Embeddings by. On a field of a class that has a <c>[Ia3]</c> too, the options that are left out are the class's. Only where the class leaves them out as well do the
/// defaults below apply.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class Ia3Attribute : Attribute
{
    /// <summary>Multiply the layer's input instead of its output, as the paper does in the second layer of a feed-forward block.</summary>
    public bool FeedForward { get; set; }

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
