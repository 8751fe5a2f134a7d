namespace LoraDsl.Analysis;

/// <summary>The outcome of a search for the intrinsic dimension.</summary>
/// <param name="Dimension">The least dimension tried that was good enough, or <see langword="null"/> when none was.</param>
/// <param name="FullScore">What training all parameters reaches.</param>
/// <param name="Reached">What each dimension reached, in the order they were tried.</param>
public sealed record SubspaceSearch(int? Dimension, double FullScore, IReadOnlyList<SubspaceScore> Reached);
