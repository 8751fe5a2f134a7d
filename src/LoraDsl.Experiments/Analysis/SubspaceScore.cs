namespace LoraDsl.Analysis;

/// <summary>What training in a random subspace reached.</summary>
/// <param name="Dimension">Dimension of the subspace.</param>
/// <param name="Score">The score of the trained model.</param>
public sealed record SubspaceScore(int Dimension, double Score);
