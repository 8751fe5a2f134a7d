namespace LoraDsl.Formats.Runs;

/// <summary>What a run trains: <c>run.json</c>, written when it begins.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Started">When it began.</param>
/// <param name="Seed">The seed, or <see langword="null"/> when none was set.</param>
/// <param name="BaseParameters">Values of the frozen base.</param>
/// <param name="RankBudget">The budget of ranks, or <see langword="null"/> when there is none.</param>
/// <param name="Adapters">The adapters as they were at the beginning, in the model's order.</param>
/// <param name="Settings">Whatever else the run was started with, as name and value.</param>
public sealed record RunDescription(
    string Name,
    string Model,
    DateTimeOffset Started,
    long? Seed,
    long BaseParameters,
    int? RankBudget,
    IReadOnlyList<RunAdapter> Adapters,
    IReadOnlyDictionary<string, string> Settings);
