namespace LoraDsl;

/// <summary>Which gradient a LoRS adapter trains by.</summary>
public enum LorsMode
{
    /// <summary>The published one: the mask is passed straight through, and no gradient of the weight's size is formed.</summary>
    StraightThrough = 0,

    /// <summary>The exact gradient of the masked product, which passes a gradient check and forms one gradient of the weight's size.</summary>
    Exact = 1,
}
