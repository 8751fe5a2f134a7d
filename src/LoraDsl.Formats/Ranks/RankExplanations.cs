using static System.FormattableString;

namespace LoraDsl.Ranks;

/// <summary>Why ranks came out as they did, for each kind of allocation.</summary>
public static class RankExplanations
{
    // A share that rounding errors alone have raised was not handed anything on.
    private const double Tolerance = 1e-9;

    /// <summary>Ranks by shares of the budget.</summary>
    /// <param name="requests">The adapters.</param>
    /// <param name="own">Ranks above the least by the scores alone.</param>
    /// <param name="final">The same with what others handed on.</param>
    /// <param name="ranks">What was given.</param>
    /// <param name="rounding">How shares became whole.</param>
    public static IReadOnlyList<RankExplanation> ByShare(
        IReadOnlyList<RankRequest> requests, double[] own, double[] final, int[] ranks, RankRounding rounding)
    {
        var alike = requests.Count > 1 && requests.All(request => request.Score == requests[0].Score);
        return [.. requests.Select((request, index) =>
        {
            var (rank, share) = (ranks[index], request.MinRank + own[index]);
            if (Bound(request, rank, Invariant($"its share is {share:0.##}")) is { } bound)
                return bound;
            var rounded = Invariant($"rounded to {rank} ({Words(rounding)})");
            if (final[index] > own[index] + Tolerance)
                return new RankExplanation(RankReason.HandedOn, Invariant($"its share of {share:0.##} and {final[index] - own[index]:0.##} handed on by adapters at their greatest rank, {rounded}"));
            return alike
                ? new RankExplanation(RankReason.EvenShare, Invariant($"all scores are alike: an even share of {share:0.##}, {rounded}"))
                : new RankExplanation(RankReason.Share, Invariant($"its share of {share:0.##}, {rounded}"));
        })];
    }

    /// <summary>Ranks by a threshold of the score.</summary>
    /// <param name="requests">The adapters.</param>
    /// <param name="limit">The least score that is high.</param>
    /// <param name="target">The rank that an adapter was to get; null where the budget alone decided.</param>
    /// <param name="ranks">What was given.</param>
    public static IReadOnlyList<RankExplanation> ByThreshold(
        IReadOnlyList<RankRequest> requests, double limit, Func<RankRequest, int?> target, IReadOnlyList<int> ranks) =>
        [.. requests.Select((request, index) =>
        {
            var (rank, wanted, reaches) = (ranks[index], target(request), request.Score >= limit);
            var side = Invariant($"its score is {(reaches ? "at or above" : "below")} the threshold of {limit:g4}");
            if (Bound(request, rank, side) is { } bound)
                return bound;
            if (rank < wanted)
                return new RankExplanation(RankReason.BudgetSpent, Invariant($"{side}, but the budget ended before rank {wanted}"));
            if (rank > wanted)
                return new RankExplanation(RankReason.LeftOver, Invariant($"{side}: rank {wanted}, and {rank - wanted} of what was left over"));
            return new RankExplanation(reaches ? RankReason.AboveThreshold : RankReason.BelowThreshold, side);
        })];

    /// <summary>Ranks by the best components.</summary>
    public static IReadOnlyList<RankExplanation> ByComponents(IReadOnlyList<RankRequest> requests, IReadOnlyList<int> ranks)
    {
        var total = ranks.Sum();
        return [.. requests.Select((request, index) =>
        {
            var count = Invariant($"{ranks[index]} of its {request.ComponentScores!.Count} components are among the best {total}");
            return Bound(request, ranks[index], count) ?? new RankExplanation(RankReason.Components, count);
        })];
    }

    /// <summary>Ranks that came out of a search.</summary>
    /// <param name="count">How many adapters there are.</param>
    /// <param name="tried">How many trials there were.</param>
    /// <param name="loss">The loss of the ranks that were taken.</param>
    public static IReadOnlyList<RankExplanation> BySearch(int count, int tried, double loss) =>
        [.. Enumerable.Repeat(new RankExplanation(RankReason.Search, Invariant($"the best of {tried} trials, with a loss of {loss:g4}")), count)];

    private static RankExplanation? Bound(RankRequest request, int rank, string context) => rank switch
    {
        _ when request.Room == 0 => new RankExplanation(RankReason.GreatestRank, Invariant($"its bounds leave only {rank}")),
        _ when rank == request.MaxRank => new RankExplanation(RankReason.GreatestRank, Invariant($"{context}; {rank} is its greatest rank")),
        _ when rank == request.MinRank => new RankExplanation(RankReason.LeastRank, Invariant($"{context}; {rank} is its least rank")),
        _ => null,
    };

    private static string Words(RankRounding rounding) => rounding switch
    {
        RankRounding.Nearest => "nearest",
        RankRounding.Floor => "down",
        RankRounding.Ceiling => "up",
        _ => "largest remainder",
    };
}
