using LoraDsl.Formats.Runs;
using LoraDsl.Management;
using Microsoft.Extensions.Logging;

namespace LoraDsl.Terminal;

/// <summary>The structured log of a rank manager: every event has a number and named fields that stay.</summary>
public static partial class ManagementLog
{
    /// <summary>Logs what a manager decides from now on, and the observations that it passes over.</summary>
    /// <param name="manager">The manager; before its <see cref="RankManager.Start"/> for the initial ranks to be logged, too.</param>
    /// <param name="logger">The log.</param>
    public static void LogTo(this RankManager manager, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(logger);
        manager.Decided += decision => Decided(logger, decision);
        manager.ObservationSkipped += observation => ObservationSkipped(logger, observation.Step, observation.Loss, observation.Accuracy);
    }

    /// <summary>Logs that default settings were written; for <see cref="RankManagerSettings.LoadOrCreate"/>.</summary>
    /// <param name="logger">The log.</param>
    /// <param name="path">The file.</param>
    [LoggerMessage(5, LogLevel.Information, "There were no settings: the defaults were written to {Path}")]
    public static partial void SettingsWritten(this ILogger logger, string path);

    private static void Decided(ILogger logger, RankDecision decision)
    {
        var (step, adapter, oldRank, newRank, rule, reason, applied) = decision;
        if (newRank == oldRank)
            RankKept(logger, step, adapter, oldRank, rule, reason);
        else if (applied)
            RankChanged(logger, step, adapter, oldRank, newRank, rule, reason);
        else
            RankRecommended(logger, step, adapter, oldRank, newRank, rule, reason);
    }

    [LoggerMessage(1, LogLevel.Information, "Step {Step}: {Adapter} changed from rank {OldRank} to {NewRank} by the rule {Rule}: {Reason}")]
    private static partial void RankChanged(ILogger logger, long step, string adapter, int oldRank, int newRank, string rule, string reason);

    [LoggerMessage(2, LogLevel.Information, "Step {Step}: {Adapter} should change from rank {OldRank} to {NewRank} by the rule {Rule}: {Reason}")]
    private static partial void RankRecommended(ILogger logger, long step, string adapter, int oldRank, int newRank, string rule, string reason);

    [LoggerMessage(3, LogLevel.Debug, "Step {Step}: {Adapter} stays at rank {OldRank} by the rule {Rule}: {Reason}")]
    private static partial void RankKept(ILogger logger, long step, string adapter, int oldRank, string rule, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Step {Step}: an observation was passed over, since its loss ({Loss}) or accuracy ({Accuracy}) is not finite")]
    private static partial void ObservationSkipped(ILogger logger, long step, double loss, double? accuracy);
}
