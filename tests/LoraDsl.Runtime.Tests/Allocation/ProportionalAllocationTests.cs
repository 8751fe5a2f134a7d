using LoraDsl.Ranks;

namespace LoraDsl.Runtime.Tests.Allocation;

public sealed class ProportionalAllocationTests
{
    [Fact]
    public void Ranks_follow_the_scores()
    {
        Assert.Equal([8, 4, 2, 2], Allocate(16, [4, 2, 1, 1]));
    }

    [Fact]
    public void The_largest_remainders_round_up()
    {
        // Shares 3.5, 2.333…, 1.1666…: one rank is left after rounding down, and 3.5 has the largest fraction.
        Assert.Equal([4, 2, 1], Allocate(7, [3, 2, 1]));
    }

    [Fact]
    public void Equal_fractions_round_up_in_order()
    {
        Assert.Equal([2, 2, 1, 1], Allocate(6, [1, 1, 1, 1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void Equal_scores_share_evenly_whatever_their_size(double score)
    {
        Assert.Equal([4, 4, 4], Allocate(12, [score, score, score]));
    }

    [Fact]
    public void Least_ranks_are_reserved_before_anything_is_shared()
    {
        // 10 − 3·2 = 4 ranks are shared 3 : 1 : 0.
        Assert.Equal([5, 3, 2], Allocate(10, [3, 1, 0], minRank: 2));
    }

    [Fact]
    public void A_least_rank_of_zero_lets_an_adapter_vanish()
    {
        Assert.Equal([6, 0], Allocate(6, [1, 0], minRank: 0));
    }

    [Fact]
    public void What_an_adapter_cannot_take_is_handed_on_in_proportion()
    {
        // The first is full at 5; the 7 that are left go 2 : 1 with the fractions 4.67 and 2.33.
        Assert.Equal([5, 5, 2], Allocate(12, [100, 2, 1], minRank: 0, maxRank: 5));
    }

    [Fact]
    public void Surplus_goes_to_adapters_without_importance_when_all_others_are_full()
    {
        Assert.Equal([4, 3, 3], Allocate(10, [1, 0, 0], minRank: 0, maxRank: 4));
    }

    [Fact]
    public void A_budget_that_nobody_can_take_is_left_over()
    {
        Assert.Equal([3, 3], Allocate(100, [1, 2], maxRank: 3));
    }

    [Fact]
    public void Every_budget_is_spent_exactly_and_every_bound_kept()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 2000; trial++)
        {
            var requests = Enumerable.Range(0, random.Next(1, 12)).Select(index =>
            {
                var least = random.Next(0, 4);
                var score = random.Next(4) == 0 ? 0 : Math.Exp((random.NextDouble() * 40) - 20);
                return new RankRequest($"layer{index}", score, least, least + random.Next(0, 30));
            }).ToList();
            var (least, most) = (requests.Sum(request => request.MinRank), requests.Sum(request => request.MaxRank));
            var budget = least + random.Next(0, most - least + 5);
            var ranks = new ProportionalAllocation().Allocate(requests, new RankBudget(budget)).Ranks;
            Assert.Equal(Math.Min(budget, most), ranks.Sum());
            Assert.All(requests.Zip(ranks), entry => Assert.InRange(entry.Second, entry.First.MinRank, entry.First.MaxRank));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void A_score_that_is_no_score_is_an_error_that_names_the_adapter(double score)
    {
        var error = Assert.Throws<ArgumentException>(() => Allocate(8, [1, score]));
        Assert.Contains("'layer1'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_below_the_least_ranks_is_an_error_with_both_numbers()
    {
        var error = Assert.Throws<ArgumentException>(() => Allocate(5, [1, 1, 1], minRank: 2));
        Assert.Contains("5", error.Message, StringComparison.Ordinal);
        Assert.Contains("6", error.Message, StringComparison.Ordinal);
    }

    private static int[] Allocate(int budget, double[] scores, int minRank = 0, int maxRank = 1000) =>
        [.. new ProportionalAllocation().Allocate(Requests.Of(scores, minRank, maxRank), new RankBudget(budget)).Ranks];
}
