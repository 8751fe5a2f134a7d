namespace LoraDsl;

/// <summary>How DyLoRA draws the rank of a training step from its range.</summary>
public enum DyLoraSampling
{
    /// <summary>Every rank as often as any other.</summary>
    Uniform = 0,

    /// <summary>
    /// Each rank half as often as the one below it: of n ranks, the i-th (from 0) with probability 2^−(i+1) / (1 − 2^−n).
    /// </summary>
    Geometric = 1,
}
