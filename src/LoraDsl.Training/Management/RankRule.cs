namespace LoraDsl.Management;

/// <summary>What the last observations of a training show.</summary>
public enum RankRule
{
    /// <summary>Neither of the others: ranks stay.</summary>
    Keep = 0,

    /// <summary>Loss and accuracy stand still: ranks grow.</summary>
    Stagnant = 1,

    /// <summary>The loss rises and the accuracy falls: ranks shrink.</summary>
    Overfitting = 2,
}
