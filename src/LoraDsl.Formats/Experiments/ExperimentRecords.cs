using LoraDsl.Formats.Files;

namespace LoraDsl.Formats.Experiments;

/// <summary>How the records of an experiment stand in the files of its folder.</summary>
public static class ExperimentRecords
{
    /// <summary>The experiment as a whole: <see cref="ExperimentResult.FileName"/>.</summary>
    public static JsonFileFormat<ExperimentResult> Result { get; } = new(ExperimentJson.Default.ExperimentResult, "experiment");

    /// <summary>The result of one trial.</summary>
    public static JsonFileFormat<TrialResult> Trial { get; } = new(ExperimentJson.Default.TrialResult, "result of a trial");
}
