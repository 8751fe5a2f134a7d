namespace LoraDsl.Formats.Experiments;

/// <summary>One training of an experiment.</summary>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Seed">The seed.</param>
public sealed record Trial(string Strategy, double LearningRate, long Seed);
