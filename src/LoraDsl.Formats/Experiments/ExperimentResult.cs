using System.Text.Json;

namespace LoraDsl.Formats.Experiments;

/// <summary>An experiment as far as it has gone: <c>experiment.json</c>.</summary>
/// <param name="Plan">What is tried.</param>
/// <param name="Started">When it began.</param>
/// <param name="Trials">Every trial of the plan, in the plan's order: strategies, learning rates, seeds.</param>
/// <param name="Ranking">Strategies with their learning rates, the best first.</param>
/// <param name="Best">The first of the ranking whose trials are all completed, or <see langword="null"/> when there is none yet.</param>
/// <param name="MostEfficient">
/// Among those whose trials are all completed and whose mean is within one standard error of the best's (that of the best's mean; with one
/// seed, those that equal the best), the one with the fewest parameters; of equals, the better.
/// </param>
public sealed record ExperimentResult(
    ExperimentPlan Plan,
    DateTimeOffset Started,
    IReadOnlyList<TrialResult> Trials,
    IReadOnlyList<SettingResult> Ranking,
    SettingResult? Best,
    SettingResult? MostEfficient)
{
    /// <summary>Name of the file in an experiment's folder.</summary>
    public const string FileName = "experiment.json";

    /// <summary>Reads <c>experiment.json</c>.</summary>
    /// <param name="folder">The experiment's folder.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no experiment.</exception>
    public static ExperimentResult Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return ExperimentRecords.Result.Read(Path.Combine(folder, FileName));
    }

    /// <summary>The experiment as JSON, with property names that stay.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ExperimentJson.Default.ExperimentResult);

    /// <summary>Writes <c>experiment.json</c>, beside it first and then in its place.</summary>
    /// <param name="folder">The experiment's folder, made when it is missing.</param>
    public void Save(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ExperimentRecords.Result.Write(Path.Combine(folder, FileName), this);
    }

    /// <summary>The ranking as plain text.</summary>
    public override string ToString() => ExperimentText.Of(this);
}
