namespace LoraDsl.Schedules;

/// <summary>The course of a loss.</summary>
public enum LossCourse
{
    /// <summary>The last check was an improvement.</summary>
    Improving = 0,

    /// <summary>There was none, but patience is not at its end.</summary>
    Waiting = 1,

    /// <summary>No improvement, and hardly any change.</summary>
    Plateau = 2,

    /// <summary>No improvement, and great changes up and down by turns.</summary>
    Oscillating = 3,

    /// <summary>No improvement, and neither of these.</summary>
    Undecided = 4,
}
