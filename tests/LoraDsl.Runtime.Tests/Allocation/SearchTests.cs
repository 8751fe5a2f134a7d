using LoraDsl.Allocation;
using LoraDsl.Ranks;

namespace LoraDsl.Runtime.Tests.Allocation;

/// <summary>Allocations that try ranks out. The loss is known: its least value is at the ranks (12, 6, 2, 0).</summary>
public sealed class SearchTests
{
    private static readonly int[] s_best = [12, 6, 2, 0];
    private static readonly RankBudget s_budget = new(20);

    // Scores that say nothing: the search has to find out by itself.
    private static readonly RankRequest[] s_requests = Requests.Of([1, 1, 1, 1], maxRank: 20);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Reinforcement_learning_finds_far_better_ranks_than_even_ones(int seed)
    {
        var shares = new ReinforceAllocation(Loss, seed, episodes: 300).Allocate(s_requests, s_budget);
        Assert.InRange(Loss(shares.Ranks), 0, Loss([5, 5, 5, 5]) / 8);
    }

    [Fact]
    public void A_policy_that_has_learned_repeats_itself()
    {
        // What was tried already is not tried again, so that the number of trials is the number of different draws.
        Assert.InRange(Trials(episodes: 3000), 1, 1500);
        Assert.InRange(Trials(episodes: 20), 18, 21);

        static int Trials(int episodes)
        {
            var trials = 0;
            new ReinforceAllocation(
                ranks =>
                {
                    trials++;
                    return Loss(ranks);
                },
                seed: 1,
                episodes).Allocate(s_requests, s_budget);
            return trials;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Successive_halving_finds_better_ranks_than_even_ones(int seed)
    {
        var shares = new SuccessiveHalvingAllocation((ranks, _) => Loss(ranks), seed, candidates: 64).Allocate(s_requests, s_budget);
        Assert.InRange(Loss(shares.Ranks), 0, Loss([5, 5, 5, 5]) / 2);
    }

    [Fact]
    public void Successive_halving_doubles_the_effort_for_half_of_the_candidates()
    {
        var tried = new SortedDictionary<int, int>();
        new SuccessiveHalvingAllocation(
            (ranks, effort) =>
            {
                tried[effort] = tried.GetValueOrDefault(effort) + 1;
                return Loss(ranks);
            },
            seed: 1,
            candidates: 16).Allocate(s_requests, s_budget);
        Assert.Equal([(1, 16), (2, 8), (4, 4), (8, 2)], tried.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_ranks()
    {
        var first = new ReinforceAllocation(Loss, 7, episodes: 20).Allocate(s_requests, s_budget);
        var second = new ReinforceAllocation(Loss, 7, episodes: 20).Allocate(s_requests, s_budget);
        Assert.Equal(first.Ranks, second.Ranks);
        Assert.Equal(Candidates(7), Candidates(7));
        Assert.NotEqual(Candidates(7), Candidates(8));

        static List<string> Candidates(int seed)
        {
            var tried = new List<string>();
            new SuccessiveHalvingAllocation(
                (ranks, _) =>
                {
                    tried.Add(string.Join(' ', ranks));
                    return Loss(ranks);
                },
                seed).Allocate(s_requests, s_budget);
            return tried;
        }
    }

    [Fact]
    public void A_loss_that_is_not_a_number_names_the_ranks()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => new ReinforceAllocation(_ => double.NaN, seed: 1).Allocate(s_requests, s_budget));
        Assert.Contains("(5, 5, 5, 5)", error.Message, StringComparison.Ordinal);
    }

    private static double Loss(IReadOnlyList<int> ranks) =>
        ranks.Zip(s_best).Sum(pair => (double)(pair.First - pair.Second) * (pair.First - pair.Second));
}
