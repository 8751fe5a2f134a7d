using Microsoft.Extensions.Logging;

namespace LoraDsl.Management;

/// <summary>The structured log: every event has a number and named fields that stay.</summary>
internal static partial class ManagementLog
{
    [LoggerMessage(1, LogLevel.Information, "Step {Step}: {Adapter} changed from rank {OldRank} to {NewRank} by the rule {Rule}: {Reason}")]
    public static partial void RankChanged(ILogger logger, long step, string adapter, int oldRank, int newRank, string rule, string reason);

    [LoggerMessage(2, LogLevel.Information, "Step {Step}: {Adapter} should change from rank {OldRank} to {NewRank} by the rule {Rule}: {Reason}")]
    public static partial void RankRecommended(ILogger logger, long step, string adapter, int oldRank, int newRank, string rule, string reason);

    [LoggerMessage(3, LogLevel.Debug, "Step {Step}: {Adapter} stays at rank {OldRank} by the rule {Rule}: {Reason}")]
    public static partial void RankKept(ILogger logger, long step, string adapter, int oldRank, string rule, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Step {Step}: an observation was passed over, since its loss ({Loss}) or accuracy ({Accuracy}) is not finite")]
    public static partial void ObservationSkipped(ILogger logger, long step, double loss, double? accuracy);

    [LoggerMessage(5, LogLevel.Information, "There were no settings: the defaults were written to {Path}")]
    public static partial void SettingsWritten(ILogger logger, string path);
}
