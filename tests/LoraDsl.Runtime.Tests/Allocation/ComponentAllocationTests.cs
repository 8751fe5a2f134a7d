using LoraDsl.Ranks;

namespace LoraDsl.Runtime.Tests.Allocation;

public sealed class ComponentAllocationTests
{
    [Fact]
    public void The_best_components_of_all_adapters_count()
    {
        // 9, 8, 7 and 5 are the best four.
        Assert.Equal([2, 2], Allocate(4, 0, [9, 7, 1], [2, 8, 5]));
    }

    [Fact]
    public void Least_ranks_are_reserved()
    {
        Assert.Equal([3, 1], Allocate(4, 1, [9, 8, 7, 6], [0.1, 0.2, 0.3]));
    }

    [Fact]
    public void An_adapter_gets_no_more_ranks_than_it_has_components()
    {
        Assert.Equal([2, 1], Allocate(10, 0, [9, 8], [1]));
    }

    [Fact]
    public void Counted_in_parameters_a_component_must_be_worth_its_price()
    {
        RankRequest[] requests =
        [
            new("wide", 0, 0, 10, 100) { ComponentScores = [5, 4, 3] },
            new("narrow", 0, 0, 10, 10) { ComponentScores = [1, 0.6, 0.1] },
        ];
        var shares = new ComponentAllocation().Allocate(requests, new RankBudget(130, BudgetUnit.Parameters));
        Assert.Equal([1, 3], shares.Ranks);
    }

    [Fact]
    public void An_adapter_without_components_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => new ComponentAllocation().Allocate(Requests.Of([1]), new RankBudget(1)));
        Assert.Contains("'layer0'", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<int> Allocate(int budget, int minRank, params double[][] components) =>
        new ComponentAllocation().Allocate(
            [.. components.Select((scores, index) => new RankRequest($"layer{index}", 0, minRank, 100) { ComponentScores = scores })],
            new RankBudget(budget)).Ranks;
}
