using Shared.Training;

namespace RankStudy.Runs;

/// <summary>A trained model at one of its ranks.</summary>
/// <param name="Way">How it came to the rank.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Validation">On the validation images.</param>
/// <param name="Test">On the test images.</param>
internal sealed record RankScore(string Way, int Rank, Score Validation, Score Test);
