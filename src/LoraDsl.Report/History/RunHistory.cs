using LoraDsl.Formats.Runs;

namespace LoraDsl.Reports.Html.History;

/// <summary>All that a run wrote down.</summary>
/// <param name="Description">What it trains.</param>
/// <param name="Result">How it ended, or <see langword="null"/> while it goes on or when it was killed.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Validations">Its validations.</param>
/// <param name="Decisions">The decisions about its ranks.</param>
/// <param name="Suggestions">What its last steps speak for.</param>
internal sealed record RunHistory(
    RunDescription Description,
    RunResult? Result,
    StepHistory Steps,
    IReadOnlyList<ValidationMetrics> Validations,
    IReadOnlyList<RankDecision> Decisions,
    IReadOnlyList<Suggestion> Suggestions)
{
    /// <summary>The best validation, or <see langword="null"/> when there was none.</summary>
    public ValidationMetrics? Best => Validations.LastOrDefault(validation => validation.Best);

    /// <summary>Trainable values of all adapters, after the last step or, when there is none, at the beginning.</summary>
    public long AdapterParameters => Steps.Steps.Count == 0
        ? Description.Adapters.Sum(adapter => adapter.Parameters)
        : Steps.Adapters.Sum(adapter => adapter.Parameters[^1]);
}
