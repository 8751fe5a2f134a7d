namespace LoraDsl.Methods;

/// <summary>LoRS of a sparse layer, as <c>[Lors(8)]</c> has it.</summary>
/// <param name="Rank">The rank, at least 1.</param>
public sealed record LorsOptions(int Rank)
{
    /// <summary>α of the scaling s = α/rank; left out, s is 1.</summary>
    public double? Alpha { get; init; }

    /// <summary>Scale by α/√rank instead of α/rank.</summary>
    public bool RankStabilized { get; init; }

    /// <summary>Which gradient the adapter trains by.</summary>
    public LorsMode Mode { get; init; }

    /// <summary>What A and B start with; one of the initializations with B = 0.</summary>
    public AdapterInitialization Initialization { get; init; }
}
