using LoraDsl.Limits;

namespace LoraDsl.Ranks;

/// <summary>What recommended ranks are chosen for.</summary>
public sealed record RankRecommendationOptions
{
    /// <summary>How much the fine-tuning has to change. Default medium.</summary>
    public TaskComplexity Complexity { get; init; } = TaskComplexity.Medium;

    /// <summary>Memory that there is, in bytes; adapters take at most a tenth of it. Without a limit when left out.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>What a trainable value takes in memory. Default 16 bytes: value, gradient and AdamW's two moments in float32.</summary>
    public int BytesPerParameter { get; init; } = 16;

    /// <summary>
    /// The most that adapters may add to the frozen layers' forward and backward pass, as a part of it: Σ 6·r·(in + out) over Σ 4·in·out.
    /// Without a limit when left out.
    /// </summary>
    public double? ComputeOverhead { get; init; }

    /// <summary>The least rank, where the layer has as many. Default 2.</summary>
    public int MinRank { get; init; } = 2;

    /// <summary>The greatest rank. Default 64.</summary>
    public int MaxRank { get; init; } = 64;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It names the value.</exception>
    internal void Require()
    {
        if (!Enum.IsDefined(Complexity))
            throw new ArgumentOutOfRangeException(nameof(Complexity), Complexity, "There is no such complexity.");
        if (MemoryBytes is { } memory)
            ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1, nameof(MemoryBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(BytesPerParameter, 1);
        if (ComputeOverhead is { } overhead)
            OptionGuard.Positive(overhead, nameof(ComputeOverhead));
        ArgumentOutOfRangeException.ThrowIfLessThan(MinRank, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRank, MinRank);
    }
}
