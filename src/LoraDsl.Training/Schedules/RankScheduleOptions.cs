namespace LoraDsl.Schedules;

/// <summary>The settings of the schedules that attributes choose with <c>Schedule</c>.</summary>
public sealed record RankScheduleOptions
{
    /// <summary>Of <see cref="RankSchedule.GradientEnergy"/>.</summary>
    public GradientEnergyOptions GradientEnergy { get; init; } = new();

    /// <summary>Of <see cref="RankSchedule.Loss"/>.</summary>
    public LossScheduleOptions Loss { get; init; } = new();

    /// <summary>Of <see cref="RankSchedule.GradientSubspace"/>.</summary>
    public GradientSubspaceOptions GradientSubspace { get; init; } = new();
}
