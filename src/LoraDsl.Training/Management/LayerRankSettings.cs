namespace LoraDsl.Management;

/// <summary>What is otherwise for some layers; what is left out is as for all.</summary>
public sealed record LayerRankSettings
{
    /// <summary>The least rank.</summary>
    public int? MinRank { get; init; }

    /// <summary>The greatest rank.</summary>
    public int? MaxRank { get; init; }

    /// <summary>The rank that <see cref="RankManager.Start"/> gives.</summary>
    public int? InitialRank { get; init; }

    /// <summary>What adapters start with that <see cref="RankManager.Start"/> gives a rank.</summary>
    public AdapterInitialization? Initializer { get; init; }

    /// <summary>Whether ranks are changed, or changes only recommended.</summary>
    public bool? AutomaticAdjustment { get; init; }
}
