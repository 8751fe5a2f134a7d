namespace LoraDsl.Formats.Peft;

/// <summary>The scaling s of a low-rank product.</summary>
public static class AdapterScaling
{
    /// <summary>α/rank (Hu et al., arXiv 2106.09685), or α/√rank when rank-stabilised (Kalajdzievski, arXiv 2312.03732).</summary>
    public static double Of(double alpha, int rank, bool rankStabilized) =>
        alpha / (rankStabilized ? Math.Sqrt(rank) : rank);

    /// <summary>The α at which s is 1.</summary>
    public static double AlphaOfUnitScaling(int rank, bool rankStabilized) => rankStabilized ? Math.Sqrt(rank) : rank;
}
