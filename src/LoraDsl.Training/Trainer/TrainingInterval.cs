namespace LoraDsl.Training;

/// <summary>How often something is done: every so many steps or epochs.</summary>
public sealed record TrainingInterval
{
    private TrainingInterval(int count, TrainingUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (Count, Unit) = (count, unit);
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>Steps or epochs.</summary>
    public TrainingUnit Unit { get; }

    /// <summary>Every so many steps.</summary>
    /// <param name="count">At least 1.</param>
    public static TrainingInterval Steps(int count) => new(count, TrainingUnit.Step);

    /// <summary>At the end of every so many epochs.</summary>
    /// <param name="count">At least 1.</param>
    public static TrainingInterval Epochs(int count) => new(count, TrainingUnit.Epoch);

    /// <summary>Whether it is time, when so many of the unit are done.</summary>
    internal bool IsDue(TrainingUnit unit, long done) => unit == Unit && done % Count == 0;
}
