namespace LoraDsl.Ranks;

/// <summary>The rank that a layer should start with.</summary>
/// <param name="Layer">The layer's path.</param>
/// <param name="Type">What the layer does.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Parameters">Trainable values at that rank, rank·(in + out).</param>
/// <param name="Why">How it came about.</param>
public sealed record RecommendedRank(string Layer, LayerType Type, int Rank, long Parameters, string Why);
