using LoraDsl.Ranks;

namespace LoraDsl.Runtime.Tests.Allocation;

public sealed class ThresholdAllocationTests
{
    [Fact]
    public void Scores_from_the_threshold_on_get_the_high_rank()
    {
        Assert.Equal([8, 2, 8], Allocate(18, [1, 0.49, 0.5]));
    }

    [Fact]
    public void What_is_left_over_goes_to_the_highest_score()
    {
        Assert.Equal([8, 2, 11], Allocate(21, [0.9, 0.1, 1]));
    }

    [Fact]
    public void What_is_missing_is_missing_at_the_lowest_score()
    {
        // Everybody has the low rank first; 6 more for the best, 2 for the second best.
        Assert.Equal([4, 2, 8], Allocate(14, [0.9, 0.1, 1]));
    }

    [Fact]
    public void A_budget_below_the_low_ranks_starts_with_the_highest_score()
    {
        Assert.Equal([1, 0, 2], Allocate(3, [0.9, 0.1, 1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_threshold_that_is_no_part_of_a_score_is_refused(double threshold) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdAllocation(2, 8, threshold));

    private static IReadOnlyList<int> Allocate(int budget, double[] scores) =>
        new ThresholdAllocation(2, 8).Allocate(Requests.Of(scores), new RankBudget(budget)).Ranks;
}
