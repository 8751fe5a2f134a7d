using LoraDsl.Schedules;

namespace LoraDsl.Runtime.Tests.Schedules;

public sealed class RankDemandTests
{
    [Fact]
    public void What_one_gives_up_another_gets() => Assert.Equal([2, 7], Grant(9, (6, 2), (3, 9)));

    [Fact]
    public void Who_lacks_the_most_comes_first() => Assert.Equal([4, 6, 2], Grant(12, (2, 5), (2, 7), (2, 2)));

    [Fact]
    public void Of_equals_the_first_comes_first() => Assert.Equal([4, 3], Grant(7, (2, 8), (2, 8)));

    [Fact]
    public void Nobody_loses_a_rank_to_anothers_demand() => Assert.Equal([5, 5], Grant(10, (5, 5), (5, 20)));

    [Fact]
    public void A_budget_that_is_overdrawn_already_allows_no_growth() => Assert.Equal([4, 8], Grant(10, (4, 6), (9, 8)));

    [Fact]
    public void Ranks_cost_what_they_cost()
    {
        RankDemand[] demands = [new(1, 5, 10), new(1, 3, 4)];
        // 14 are spent; two more of the first take 20, then both lack two: the first's does not fit into 2, neither does the other's.
        Assert.Equal([3, 1], RankDemand.Grant(demands, 36));
        // A dear one that does not fit does not keep a cheap one from what does.
        Assert.Equal([1, 3], RankDemand.Grant(demands, 22));
    }

    private static int[] Grant(long budget, params (int Rank, int Wanted)[] demands) =>
        RankDemand.Grant([.. demands.Select(demand => new RankDemand(demand.Rank, demand.Wanted, 1))], budget);
}
