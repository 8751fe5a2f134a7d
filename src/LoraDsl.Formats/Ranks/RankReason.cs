namespace LoraDsl.Ranks;

/// <summary>What decided a rank that was given.</summary>
public enum RankReason
{
    /// <summary>The allocation does not say.</summary>
    NotSaid = 0,

    /// <summary>The score's share of the budget.</summary>
    Share = 1,

    /// <summary>An even share: all scores are alike.</summary>
    EvenShare = 2,

    /// <summary>The share and what others could not take.</summary>
    HandedOn = 3,

    /// <summary>The greatest rank that the adapter could have.</summary>
    GreatestRank = 4,

    /// <summary>The least rank that it could have: it earned no more.</summary>
    LeastRank = 5,

    /// <summary>How many of the best components are its own.</summary>
    Components = 6,

    /// <summary>A score that reaches the threshold.</summary>
    AboveThreshold = 7,

    /// <summary>A score below the threshold.</summary>
    BelowThreshold = 8,

    /// <summary>The budget ended before the rank that was wanted.</summary>
    BudgetSpent = 9,

    /// <summary>What the budget left over.</summary>
    LeftOver = 10,

    /// <summary>The best of the allocations that were tried.</summary>
    Search = 11,
}
