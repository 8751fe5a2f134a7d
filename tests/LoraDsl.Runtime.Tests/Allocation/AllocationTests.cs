using LoraDsl.Allocation;
using LoraDsl.Ranks;

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
        ["threshold by budget"] = () => new ThresholdAllocation(),
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
    [InlineData("proportional")]
    [InlineData("nearest")]
    [InlineData("floor")]
    [InlineData("ceiling")]
    [InlineData("threshold")]
    [InlineData("threshold by budget")]
    public void Of_two_adapters_with_equal_bounds_and_costs_the_higher_score_gets_no_less(string name)
    {
        var random = new Random(6);
        for (var trial = 0; trial < 300; trial++)
        {
            var (drawn, budget) = Requests.Random(random);
            RankRequest[] requests = [.. drawn.Select(request => request with { MinRank = 1, MaxRank = 12, ParametersPerRank = 7 })];
            budget = budget with { Amount = (budget.Unit == BudgetUnit.Ranks ? 1 : 7) * random.NextInt64(requests.Length, (12 * requests.Length) + 3) };
            var ranks = s_allocations[name]().Allocate(requests, budget).Ranks;
            var byScore = requests.Zip(ranks).OrderBy(pair => pair.First.Score).ToList();
            Assert.All(byScore.Zip(byScore.Skip(1)), pair => Assert.True(
                pair.First.First.Score == pair.Second.First.Score || pair.First.Second <= pair.Second.Second));
        }
    }

    [Theory]
    [InlineData("nearest", BudgetUnit.Ranks)]
    [InlineData("floor", BudgetUnit.Ranks)]
    [InlineData("ceiling", BudgetUnit.Ranks)]
    [InlineData("proportional", BudgetUnit.Ranks)]
    [InlineData("floor", BudgetUnit.Parameters)]
    public void Drift_is_what_rounding_alone_misses(string name, BudgetUnit unit)
    {
        var random = new Random(7);
        var missed = 0;
        for (var trial = 0; trial < 300; trial++)
        {
            var (requests, budget) = Requests.Random(random);
            budget = budget with { Unit = unit, Amount = (unit == BudgetUnit.Ranks ? 1 : 50) * budget.Amount };
            var most = budget.CostOf(requests, [.. requests.Select(request => request.MaxRank)]);
            if (budget.Amount < budget.CostOf(requests, [.. requests.Select(request => request.MinRank)]))
                continue;
            var shares = s_allocations[name]().Allocate(requests, budget);
            var wanted = Math.Min(budget.Amount, most);
            // What is too much is taken back, so that only what is missing shows in what was spent.
            if (shares.Drift <= 0 && unit == BudgetUnit.Ranks)
                Assert.Equal(wanted + shares.Drift, shares.Spent);
            Assert.True(name != "floor" || shares.Drift <= 0);
            Assert.True(name != "ceiling" || shares.Drift >= 0);
            Assert.True(name != "proportional" || shares.Drift == 0);
            missed += shares.Drift == 0 ? 0 : 1;
        }

        Assert.Equal(name == "proportional", missed == 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_adapter_is_told_why(string name)
    {
        var random = new Random(8);
        for (var trial = 0; trial < 100; trial++)
        {
            var (requests, budget) = Requests.Random(random);
            var shares = s_allocations[name]().Allocate(requests, budget);
            Assert.Equal(requests.Length, shares.Explanations.Count);
            for (var index = 0; index < requests.Length; index++)
            {
                var (reason, text) = shares.Explanations[index];
                Assert.NotEqual("", text);
                Assert.NotEqual(RankReason.NotSaid, reason);
                if (reason == RankReason.Search)
                    continue;
                Assert.Equal(shares.Ranks[index] == requests[index].MaxRank, reason == RankReason.GreatestRank);
                Assert.Equal(shares.Ranks[index] == requests[index].MinRank && requests[index].Room > 0, reason == RankReason.LeastRank);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scores_that_are_no_importance_name_their_adapter(string name)
    {
        foreach (var score in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1 })
        {
            RankRequest[] requests = [.. Requests.Of([1, score, 2]).Select(request => request with { ComponentScores = [1, 2] })];
            var error = Assert.Throws<ArgumentException>(() => s_allocations[name]().Allocate(requests, new RankBudget(9)));
            Assert.Contains("'layer1'", error.Message, StringComparison.Ordinal);
            RankRequest[] components = [.. Requests.Of([1, 1, 2]).Select((request, index) => request with { ComponentScores = [1, index == 2 ? score : 2] })];
            error = Assert.Throws<ArgumentException>(() => s_allocations[name]().Allocate(components, new RankBudget(9)));
            Assert.Contains("'layer2'", error.Message, StringComparison.Ordinal);
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
