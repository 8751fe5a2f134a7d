using LoraDsl.Ranks;

namespace LoraDsl.Allocation;

/// <summary>
/// A search: many allocations are tried briefly, the better half is tried with twice the effort, and so on until one is left
/// (Jamieson and Talwalkar, arXiv 1502.07943). The even and the proportional allocation are always among them, so that the outcome is
/// no worse than either by the losses that were seen last.
/// </summary>
/// <remarks>The same seed, scores and losses give the same ranks; torch's random state is not used.</remarks>
public sealed class SuccessiveHalvingAllocation : IRankAllocation
{
    private readonly Func<IReadOnlyList<int>, int, double> loss;
    private readonly int seed;
    private readonly int candidates;

    /// <summary>Sets up the search.</summary>
    /// <param name="loss">
    /// Validation loss after a short training at these ranks, in the order of the requests, with 1, 2, 4 … times the least effort.
    /// Whatever it trains, it leaves the model as it found it.
    /// </param>
    /// <param name="seed">Seed of the sampled allocations.</param>
    /// <param name="candidates">How many allocations to begin with, at least 2; fewer where there are not so many different ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 candidates.</exception>
    public SuccessiveHalvingAllocation(Func<IReadOnlyList<int>, int, double> loss, int seed, int candidates = 16)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfLessThan(candidates, 2);
        this.loss = loss;
        this.seed = seed;
        this.candidates = candidates;
    }

    /// <inheritdoc/>
    public string Name => "successive halving";

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A loss is not a number.</exception>
    public RankShares Allocate(IReadOnlyList<RankRequest> requests, RankBudget budget)
    {
        var left = Sample(requests, budget);
        var probe = new ProbeLoss(loss);
        if (left.Count == 1)
            return new ProportionalAllocation().Allocate(requests, budget);
        var last = 0.0;
        for (var effort = 1; left.Count > 1; effort *= 2)
        {
            left = [.. left.OrderBy(ranks => probe.Of(ranks, effort)).Take((left.Count + 1) / 2)];
            last = probe.Of(left[0], effort);
        }

        return new RankShares(left[0], budget.CostOf(requests, left[0]), 0)
        {
            Explanations = RankExplanations.BySearch(requests.Count, probe.Trials, last),
        };
    }

    private List<int[]> Sample(IReadOnlyList<RankRequest> requests, RankBudget budget)
    {
        // Many draws round to the same ranks, and a small budget has few allocations at all.
        const int drawsForOne = 8;
        var allocation = new ProportionalAllocation();
        var random = new Random(seed);
        var found = new List<int[]>();
        var seen = new HashSet<string>(StringComparer.Ordinal);

        Add(requests);
        Add([.. requests.Select(request => request with { Score = 1 })]);
        for (var draw = 0; draw < drawsForOne * candidates && found.Count < candidates; draw++)
            Add(Jitter(requests, random));
        return found;

        void Add(IReadOnlyList<RankRequest> variant)
        {
            int[] ranks = [.. allocation.Allocate(variant, budget).Ranks];
            if (seen.Add(string.Join(',', ranks)))
                found.Add(ranks);
        }
    }

    // Scores times e to a normal variate; a hundredth of the mean is added so that a score of 0 is not stuck there.
    private static RankRequest[] Jitter(IReadOnlyList<RankRequest> requests, Random random)
    {
        var greatest = requests.Max(request => request.Score);
        var scores = requests.Select(request => greatest > 0 ? request.Score / greatest : 1).ToArray();
        var floor = scores.Average() / 100;
        return [.. requests.Select((request, index) => request with { Score = (scores[index] + floor) * Math.Exp(Normal(random)) })];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
