namespace LoraDsl.Methods;

/// <summary>LoHa, as <c>[LoHa(8)]</c> has it.</summary>
/// <param name="Rank">The rank of each of the two products, at least 1.</param>
public sealed record LoHaOptions(int Rank)
{
    /// <summary>α of the scaling s = α/rank; left out, s is 1.</summary>
    public double? Alpha { get; init; }

    /// <summary>Probability in [0, 1) with which a row of ΔW is dropped in a training pass.</summary>
    public double RankDropout { get; init; }

    /// <summary>Probability in [0, 1) with which a training pass runs without the adapter.</summary>
    public double ModuleDropout { get; init; }

    /// <summary>Whether convolutions larger than 1×1 are factorized by kernel, channels in and channels out (Proposition 3 of the paper).</summary>
    public bool UseEffectiveConv2d { get; init; }
}
