namespace LoraDsl.Ranks;

/// <summary>What kept the sum of recommended ranks below what complexity and layer types asked for.</summary>
public enum RankLimit
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The memory that adapters may take.</summary>
    Memory = 1,

    /// <summary>The computing that adapters may add.</summary>
    Compute = 2,
}
