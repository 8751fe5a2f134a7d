using LoraDsl.Formats.Files;

namespace LoraDsl.Formats.Runs;

/// <summary>How the records of a run stand in the files of its <see cref="RunFolder"/>.</summary>
public static class RunRecords
{
    /// <summary><see cref="RunFolder.DescriptionFile"/>.</summary>
    public static JsonFileFormat<RunDescription> Description { get; } = new(RunJson.Default.RunDescription, "description of a run");

    /// <summary><see cref="RunFolder.ResultFile"/>.</summary>
    public static JsonFileFormat<RunResult> Result { get; } = new(RunJson.Default.RunResult, "result of a run");

    /// <summary><see cref="RunFolder.MetricsFile"/>: a line for each step.</summary>
    public static JsonLinesFormat<StepMetrics> Metrics { get; } = new(MetricsJson.Default.StepMetrics, "step of a training");

    /// <summary><see cref="RunFolder.ValidationsFile"/>: a line for each validation.</summary>
    public static JsonLinesFormat<ValidationMetrics> Validations { get; } = new(RunJson.Default.ValidationMetrics, "validation");

    /// <summary><see cref="RunFolder.DecisionsFile"/>: a line for each decision about a rank.</summary>
    public static JsonLinesFormat<RankDecision> Decisions { get; } = new(RunJson.Default.RankDecision, "decision about a rank");
}
