namespace LoraDsl.Methods;

/// <summary>LoKr, as <c>[LoKr(8)]</c> has it.</summary>
/// <param name="Rank">The rank of the factors' factors, at least 1.</param>
public sealed record LoKrOptions(int Rank)
{
    /// <summary>α of the scaling s = α/rank; left out, s is 1.</summary>
    public double? Alpha { get; init; }

    /// <summary>Probability in [0, 1) with which a row of ΔW is dropped in a training pass.</summary>
    public double RankDropout { get; init; }

    /// <summary>Whether the rows that <see cref="RankDropout"/> leaves are multiplied so that their sum stays what it was.</summary>
    public bool RankDropoutScale { get; init; }

    /// <summary>Probability in [0, 1) with which a training pass runs without the adapter.</summary>
    public double ModuleDropout { get; init; }

    /// <summary>Whether convolutions larger than 1×1 are factorized by kernel, channels in and channels out.</summary>
    public bool UseEffectiveConv2d { get; init; }

    /// <summary>Whether the left matrix of the Kronecker product is a product of low rank as well.</summary>
    public bool DecomposeBoth { get; init; }

    /// <summary>The size that the left matrix is to have at most: sizes are split into a divider near it and the rest. −1 splits near the root.</summary>
    public int DecomposeFactor { get; init; } = -1;
}
