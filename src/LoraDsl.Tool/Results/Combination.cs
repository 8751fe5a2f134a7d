namespace LoraDsl.Tool.Results;

/// <summary>What `lora combine` did.</summary>
/// <param name="Output">The folder that was written.</param>
/// <param name="Method">How, by PEFT's name.</param>
/// <param name="Adapters">What was combined.</param>
/// <param name="Parameters">Values of all factors of the new adapter.</param>
/// <param name="Layers">The layers, in the order of their paths.</param>
/// <param name="Warnings">What a user should know of the adapters, a sentence each.</param>
internal sealed record Combination(
    string Output, string Method, IReadOnlyList<CombinedAdapter> Adapters, long Parameters, IReadOnlyList<CombinedLayer> Layers, IReadOnlyList<string> Warnings);

/// <summary>An adapter that went into a combination.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Weight">Its weight.</param>
internal sealed record CombinedAdapter(string Path, double Weight);

/// <summary>A layer of a combination.</summary>
/// <param name="Path">The layer's path in the model.</param>
/// <param name="Ranks">Its rank in each adapter, 0 where that has none there.</param>
/// <param name="Rank">Its rank in the new one.</param>
internal sealed record CombinedLayer(string Path, IReadOnlyList<int> Ranks, int Rank);
