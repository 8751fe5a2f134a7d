namespace LoraDsl.Schedules;

/// <summary>The settings of <see cref="LossSelector"/>.</summary>
public sealed record LossScheduleOptions
{
    /// <summary>Steps whose mean loss is one check; only the optimizer's schedule looks at it.</summary>
    public int StepsPerCheck { get; init; } = 10;

    /// <summary>Checks without improvement before anything is decided, and the number of checks that are looked at then.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By how much a loss must be below the best of the history to be an improvement.</summary>
    public double Improvement { get; init; } = 0.01;

    /// <summary>Checks that are remembered.</summary>
    public int History { get; init; } = 50;

    /// <summary>Variance of the losses below which they are a plateau.</summary>
    public double PlateauVariance { get; init; } = 0.001;

    /// <summary>Variance above which losses that go up and down by turns oscillate.</summary>
    public double OscillationVariance { get; init; } = 0.01;

    /// <summary>What a rank is multiplied with on a plateau; rounded up.</summary>
    public double Growth { get; init; } = 1.5;

    /// <summary>What a rank is multiplied with where the loss oscillates; rounded down.</summary>
    public double Reduction { get; init; } = 0.8;

    /// <summary>Least rank that is asked for.</summary>
    public int MinRank { get; init; } = 2;

    /// <summary>Greatest rank that is asked for.</summary>
    public int MaxRank { get; init; } = 64;
}
