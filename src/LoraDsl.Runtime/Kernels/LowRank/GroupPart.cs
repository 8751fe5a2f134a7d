namespace LoraDsl.Kernels.LowRank;

/// <summary>What the kernels need of one layer of a group.</summary>
internal unsafe struct GroupPart
{
    /// <summary>Which of the group's ranks is its first one.</summary>
    public int First;

    /// <summary>Its rank.</summary>
    public int Rank;

    /// <summary>Its rank filled up to whole vectors.</summary>
    public int Width;

    /// <summary>Its outputs.</summary>
    public int Out;

    /// <summary>Its output or that output's gradient, rows of <see cref="Out"/> values that lie <see cref="Stride"/> apart.</summary>
    public void* Values;

    /// <summary>Values from a row to the next.</summary>
    public nint Stride;

    /// <summary>Forward Bᵀ, rank × out; backward s·B, out × width.</summary>
    public float* PackedB;

    /// <summary>Where its gradient of Bᵀ, rank × out, begins among a part's sums.</summary>
    public int Sums;
}
