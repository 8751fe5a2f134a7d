namespace LoraDsl.Schedules;

/// <summary>The settings of <see cref="GradientSubspaceSelector"/>.</summary>
public sealed record GradientSubspaceOptions
{
    /// <summary>Steps whose gradients are added up for one decision.</summary>
    public int Window { get; init; } = 100;

    /// <summary>Steps whose norms of the factors' gradients make the consistency.</summary>
    public int ConsistencySteps { get; init; } = 10;

    /// <summary>The rank grows where the effective rank is above this multiple of it,</summary>
    public double GrowthRatio { get; init; } = 1.2;

    /// <summary>and the consistency above this,</summary>
    public double GrowthConsistency { get; init; } = 0.8;

    /// <summary>by at most so many ranks.</summary>
    public int GrowthLimit { get; init; } = 4;

    /// <summary>The rank falls where the effective rank is below this multiple of it,</summary>
    public double ReductionRatio { get; init; } = 0.6;

    /// <summary>and the consistency above this,</summary>
    public double ReductionConsistency { get; init; } = 0.9;

    /// <summary>by at most so many ranks.</summary>
    public int ReductionLimit { get; init; } = 2;

    /// <summary>Part of the rank that a change must exceed; smaller ones are left.</summary>
    public double LeastChange { get; init; } = 0.1;

    /// <summary>Share of the energy that the effective rank holds.</summary>
    public double Energy { get; init; } = 0.95;

    /// <summary>A second, smaller share, for reports.</summary>
    public double ReportedEnergy { get; init; } = 0.9;
}
