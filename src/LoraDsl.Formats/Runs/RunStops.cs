namespace LoraDsl.Formats.Runs;

/// <summary>The usual values of <see cref="RunResult.Stop"/>; a callback may give others.</summary>
public static class RunStops
{
    /// <summary>All steps or epochs are done.</summary>
    public const string Completed = "completed";

    /// <summary>The validation did not get better any more.</summary>
    public const string EarlyStopping = "early stopping";

    /// <summary>It was cancelled, by the program or by Ctrl-C or SIGTERM, and can go on from its last checkpoint.</summary>
    public const string Cancelled = "cancelled";
}
