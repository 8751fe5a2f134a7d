using LoraDsl.Ranks;

namespace LoraDsl.Runtime.Tests.Allocation;

public sealed class RoundingTests
{
    // Shares 5.6, 2.8 and 1.6 of a budget of 10.
    private static readonly double[] s_scores = [56, 28, 16];

    [Fact]
    public void Rounding_down_leaves_a_rest_and_reports_it()
    {
        var shares = Allocate(RankRounding.Floor);
        Assert.Equal([5, 2, 1], shares.Ranks);
        Assert.Equal(8, shares.Spent);
        Assert.Equal(-2, shares.Drift);
    }

    [Fact]
    public void Rounding_to_the_nearest_takes_back_where_most_was_added()
    {
        // 6, 3 and 2 are one too many, and 1.6 was raised by as much as 5.6: the later one pays.
        var shares = Allocate(RankRounding.Nearest);
        Assert.Equal([6, 3, 1], shares.Ranks);
        Assert.Equal(10, shares.Spent);
        Assert.Equal(1, shares.Drift);
    }

    [Fact]
    public void Rounding_up_is_taken_back_to_the_budget()
    {
        var shares = Allocate(RankRounding.Ceiling, [51, 29, 20]);
        Assert.Equal([5, 3, 2], shares.Ranks);
        Assert.Equal(10, shares.Spent);
        Assert.Equal(1, shares.Drift);
    }

    [Fact]
    public void The_largest_remainder_has_no_drift()
    {
        var shares = Allocate(RankRounding.LargestRemainder);
        Assert.Equal([6, 3, 1], shares.Ranks);
        Assert.Equal(0, shares.Drift);
    }

    private static RankShares Allocate(RankRounding rounding, double[]? scores = null) =>
        new ProportionalAllocation(rounding).Allocate(Requests.Of(scores ?? s_scores), new RankBudget(10));
}
