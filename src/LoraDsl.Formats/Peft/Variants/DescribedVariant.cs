using LoraDsl.Formats.Safetensors;

namespace LoraDsl.Formats.Peft;

/// <summary>A layer that a file adapts by VeRA, LoHa, LoKr or IA³.</summary>
/// <param name="Path">The layer's path, without PEFT's prefix.</param>
/// <param name="Factors">Its factors by PEFT's names, such as <c>hada_w1_a</c>.</param>
public sealed record DescribedVariant(string Path, IReadOnlyDictionary<string, SafetensorsEntry> Factors)
{
    /// <summary>The rank; 1 of IA³.</summary>
    public int Rank { get; init; } = 1;

    /// <summary>α: s is α/<see cref="Rank"/>.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>s.</summary>
    public double Scaling => AdapterScaling.Of(Alpha, Rank, rankStabilized: false);

    /// <summary>Of IA³, whether the layer's input is rescaled instead of its output.</summary>
    public bool IsFeedForward { get; init; }
}
