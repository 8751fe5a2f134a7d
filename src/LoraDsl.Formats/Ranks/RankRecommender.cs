using LoraDsl.Formats.Files;
using static System.FormattableString;

namespace LoraDsl.Ranks;

/// <summary>
/// Ranks to start with, from what is known before any measurement: the task's complexity, the layers' types, memory and computing.
/// </summary>
public static class RankRecommender
{
    /// <summary>
    /// The rank of the complexity times the factor of the layer's type, rounded, within bounds. Where all of them take more than the memory
    /// or the computing allows, they are lowered in proportion, rank by rank, none below the least.
    /// </summary>
    /// <param name="architecture">The layers.</param>
    /// <param name="options">What the ranks are for; defaults when left out.</param>
    /// <exception cref="ArgumentException">The architecture has a problem, or not even the least ranks fit into the limits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option makes no sense.</exception>
    public static RankRecommendation Recommend(Architecture architecture, RankRecommendationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        options ??= new RankRecommendationOptions();
        options.Require();
        if (architecture.Problems().ToList() is { Count: > 0 } problems)
            throw new ArgumentException(StrictJson.Message(architecture.Name, problems), nameof(architecture));

        WantedRank[] wanted = [.. architecture.Layers.Select(layer => WantedRank.Of(layer, options))];
        var (limit, most) = LimitOf(architecture, options);
        var ranks = Lower(wanted, most, limit, options);
        var parameters = wanted.Select((rank, index) => ranks[index] * rank.Cost).Sum();
        if (ranks.Zip(wanted).All(pair => pair.First == pair.Second.Rank))
            limit = RankLimit.None;
        return new RankRecommendation(
            architecture.Name,
            options.Complexity,
            limit,
            parameters,
            parameters * options.BytesPerParameter,
            parameters / MostParametersPerOverhead(architecture),
            [.. wanted.Select((rank, index) => new RecommendedRank(rank.Layer.Name, rank.Layer.Type, ranks[index], ranks[index] * rank.Cost, rank.Why(ranks[index], limit)))]);
    }

    // Both limits are limits of Σ r·(in + out): the tighter one counts.
    private static (RankLimit Limit, double Parameters) LimitOf(Architecture architecture, RankRecommendationOptions options)
    {
        var memory = options.MemoryBytes is { } bytes ? 0.1 * bytes / options.BytesPerParameter : double.PositiveInfinity;
        var compute = options.ComputeOverhead is { } overhead ? overhead * MostParametersPerOverhead(architecture) : double.PositiveInfinity;
        return compute < memory ? (RankLimit.Compute, compute)
            : double.IsFinite(memory) ? (RankLimit.Memory, memory)
            : (RankLimit.None, memory);
    }

    // 6·P = overhead·4·Σ in·out, for P = Σ r·(in + out).
    private static double MostParametersPerOverhead(Architecture architecture) =>
        architecture.Layers.Sum(layer => (double)layer.In * layer.Out) * 4 / 6;

    private static int[] Lower(WantedRank[] wanted, double most, RankLimit limit, RankRecommendationOptions options)
    {
        int[] ranks = [.. wanted.Select(rank => rank.Rank)];
        var taken = wanted.Sum(rank => rank.Rank * rank.Cost);
        var least = wanted.Sum(rank => rank.Least * rank.Cost);
        if (least > most)
        {
            var given = limit == RankLimit.Memory
                ? Invariant($"a tenth of {options.MemoryBytes:N0} bytes holds {Math.Floor(most):N0} trainable values: give more memory")
                : Invariant($"{100 * options.ComputeOverhead:0.##} % more computing is {Math.Floor(most):N0} trainable values: allow more");
            throw new ArgumentException(Invariant($"The least ranks take {least:N0} trainable values, but {given}, adapt fewer layers, or lower the least rank ({options.MinRank})."), nameof(options));
        }

        // The layer that has kept the greatest part of its wanted rank is lowered next; of equals, the first.
        var order = new PriorityQueue<int, (double Kept, int Index)>();
        for (var index = 0; index < ranks.Length; index++)
            Enqueue(index);
        while (taken > most)
        {
            var index = order.Dequeue();
            ranks[index]--;
            taken -= wanted[index].Cost;
            Enqueue(index);
        }

        return ranks;

        void Enqueue(int index)
        {
            if (ranks[index] > wanted[index].Least)
                order.Enqueue(index, (-(double)ranks[index] / wanted[index].Rank, index));
        }
    }
}
