namespace LoraDsl;

/// <summary>How shares of a budget become whole ranks. Whichever is chosen, a budget is never overspent.</summary>
public enum RankRounding
{
    /// <summary>Down, then up where the fraction is greatest, until the budget is spent.</summary>
    LargestRemainder,

    /// <summary>To the nearest whole rank; what is too much is taken back where most was added.</summary>
    Nearest,

    /// <summary>Down: part of the budget stays unspent.</summary>
    Floor,

    /// <summary>Up; what is too much is taken back where most was added.</summary>
    Ceiling,
}
