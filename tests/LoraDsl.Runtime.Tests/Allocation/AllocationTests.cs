using LoraDsl.Allocation;

namespace LoraDsl.Runtime.Tests.Allocation;

/// <summary>What holds for every allocation.</summary>
public sealed class AllocationTests
{
    public static TheoryData<string> Names => [.. s_allocations.Keys];

    private static readonly Dictionary<string, Func<IRankAllocation>> s_allocations = new()
    {
        ["proportional"] = () => new ProportionalAllocation(),
        ["nearest"] = () => new ProportionalAllocation(RankRounding.Nearest),
        ["floor"] = () => new ProportionalAllocation(RankRounding.Floor),
        ["ceiling"] = () => new ProportionalAllocation(RankRounding.Ceiling),
        ["threshold"] = () => new ThresholdAllocation(2, 8),
        ["components"] = () => new ComponentAllocation(),
        ["reinforce"] = () => new ReinforceAllocation(ranks => ranks.Sum(rank => rank * rank), seed: 1, episodes: 8),
        ["halving"] = () => new SuccessiveHalvingAllocation((ranks, _) => ranks.Sum(rank => rank * rank), seed: 1, candidates: 4),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void No_budget_is_overspent_and_every_bound_kept(string name)
    {
        var random = new Random(3);
        for (var trial = 0; trial < 300; trial++)
        {
            var (requests, budget) = Requests.Random(random);
            var shares = s_allocations[name]().Allocate(requests, budget);
            Assert.Equal(budget.CostOf(requests, shares.Ranks), shares.Spent);
            Assert.InRange(shares.Spent, 0, budget.Amount);
            Assert.All(requests.Zip(shares.Ranks), pair => Assert.InRange(pair.Second, pair.First.MinRank, pair.First.MaxRank));
        }
    }

    [Theory]
    [InlineData("proportional")]
    [InlineData("threshold")]
    [InlineData("components")]
    [InlineData("reinforce")]
    [InlineData("halving")]
    public void Nothing_that_still_fits_is_left_unspent(string name)
    {
        var random = new Random(4);
        for (var trial = 0; trial < 300; trial++)
        {
            var (requests, budget) = Requests.Random(random);
            var shares = s_allocations[name]().Allocate(requests, budget);
            var rest = budget.Amount - shares.Spent;
            Assert.DoesNotContain(
                requests.Zip(shares.Ranks), pair => pair.Second < pair.First.MaxRank && budget.CostOf(pair.First) <= rest);
        }
    }

    [Theory]
    [InlineData("proportional", 0)]
    [InlineData("proportional", 3)]
    [InlineData("threshold", 0)]
    [InlineData("threshold", 3)]
    [InlineData("components", 0)]
    [InlineData("components", 3)]
    public void Equal_scores_share_evenly(string name, double score)
    {
        RankRequest[] requests = [.. Requests.Of([score, score, score]).Select(
            request => request with { ComponentScores = [.. Enumerable.Repeat(score, 20)] })];
        Assert.Equal([4, 4, 4], s_allocations[name]().Allocate(requests, new RankBudget(12)).Ranks);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_budget_below_the_least_ranks_is_refused(string name)
    {
        var error = Assert.Throws<ArgumentException>(
            () => s_allocations[name]().Allocate(Requests.Of([1, 2], minRank: 3), new RankBudget(5)));
        Assert.Contains("budget of 5 ranks", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_of_parameters_buys_fewer_ranks_of_a_wide_layer()
    {
        // λ·(100 + 300) = 4000, so ten ranks each; a budget in ranks would not see the difference.
        var shares = new ProportionalAllocation().Allocate(
            Requests.OfCost((1, 100), (1, 300)), new RankBudget(4000, BudgetUnit.Parameters));
        Assert.Equal([10, 10], shares.Ranks);
        Assert.Equal(4000, shares.Spent);
    }

    [Fact]
    public void A_rest_too_small_for_one_adapter_goes_to_a_cheaper_one()
    {
        var shares = new ProportionalAllocation().Allocate(
            Requests.OfCost((1, 10), (0.01, 3)), new RankBudget(19, BudgetUnit.Parameters));
        Assert.Equal([1, 3], shares.Ranks);
    }
}
