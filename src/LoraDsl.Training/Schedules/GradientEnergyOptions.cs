namespace LoraDsl.Schedules;

/// <summary>The settings of <see cref="GradientEnergySelector"/>.</summary>
public sealed record GradientEnergyOptions
{
    /// <summary>Steps whose gradients are added up for one decision.</summary>
    public int Window { get; init; } = 100;

    /// <summary>Share of the gradient's energy, Σσ², that the needed rank holds.</summary>
    public double Energy { get; init; } = 0.95;

    /// <summary>Growth of the gradient's norm from one window to the next, relative to the first, above which the rank gets <see cref="Margin"/>.</summary>
    public double NormTrend { get; init; } = 0.1;

    /// <summary>Ranks above the needed one where the norm grows.</summary>
    public int Margin { get; init; } = 2;

    /// <summary>Ranks below the needed one where it does not.</summary>
    public int Saving { get; init; } = 1;

    /// <summary>Least rank that is asked for.</summary>
    public int MinRank { get; init; } = 1;

    /// <summary>Greatest rank that is asked for.</summary>
    public int MaxRank { get; init; } = 64;
}
