namespace LoraDsl.Formats.Experiments;

/// <summary>What became of a trial.</summary>
public enum TrialStatus
{
    /// <summary>It has not been run to its end.</summary>
    Pending = 0,

    /// <summary>It ended, and was validated.</summary>
    Completed = 1,

    /// <summary>It ended with an error, or its results are no numbers.</summary>
    Failed = 2,
}
