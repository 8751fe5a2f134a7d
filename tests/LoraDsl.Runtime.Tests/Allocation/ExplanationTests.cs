using LoraDsl.Allocation;
using LoraDsl.Ranks;

namespace LoraDsl.Runtime.Tests.Allocation;

/// <summary>Why ranks came out as they did.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public void Shares_say_what_was_due_cut_and_handed_on()
    {
        // The first is due 7.5 of 12, and then the second 4.67 of the 7 that are left: both can take 5 at most.
        var shares = new ProportionalAllocation().Allocate(Requests.Of([100, 40, 20, 0], maxRank: 5), new RankBudget(12));
        Assert.Equal([5, 5, 2, 0], shares.Ranks);
        Assert.Equal(
            [
                (RankReason.GreatestRank, "its share is 7.5; 5 is its greatest rank"),
                (RankReason.GreatestRank, "its share is 3; 5 is its greatest rank"),
                (RankReason.HandedOn, "its share of 1.5 and 0.83 handed on by adapters at their greatest rank, rounded to 2 (largest remainder)"),
                (RankReason.LeastRank, "its share is 0; 0 is its least rank"),
            ],
            Of(shares));
    }

    [Fact]
    public void Shares_of_equal_scores_are_even()
    {
        var shares = new ProportionalAllocation(RankRounding.Floor).Allocate(Requests.Of([2, 2, 2], minRank: 1), new RankBudget(11));
        Assert.Equal([3, 3, 3], shares.Ranks);
        Assert.All(Of(shares), reason => Assert.Equal((RankReason.EvenShare, "all scores are alike: an even share of 3.67, rounded to 3 (down)"), reason));
    }

    [Fact]
    public void A_share_that_is_neither_bounded_nor_raised_is_just_that()
    {
        var shares = new ProportionalAllocation().Allocate(Requests.Of([3, 1], minRank: 1), new RankBudget(8));
        Assert.Equal((RankReason.Share, "its share of 5.5, rounded to 6 (largest remainder)"), Of(shares)[0]);
        Assert.Equal((RankReason.Share, "its share of 2.5, rounded to 2 (largest remainder)"), Of(shares)[1]);
    }

    [Fact]
    public void Bounds_that_leave_one_rank_say_so()
    {
        var shares = new ProportionalAllocation().Allocate([new("fixed", 1, 3, 3), new("free", 1, 0, 9)], new RankBudget(8));
        Assert.Equal((RankReason.GreatestRank, "its bounds leave only 3"), Of(shares)[0]);
    }

    [Fact]
    public void A_threshold_says_on_which_side_a_score_is_and_what_the_budget_did()
    {
        var requests = Requests.Of([10, 6, 3, 2], minRank: 1);
        Assert.Equal(
            [RankReason.LeftOver, RankReason.AboveThreshold, RankReason.BelowThreshold, RankReason.BelowThreshold],
            Reasons(new ThresholdAllocation(2, 5).Allocate(requests, new RankBudget(15))));
        var scarce = new ThresholdAllocation(2, 5).Allocate(requests, new RankBudget(10));
        Assert.Equal([4, 2, 2, 2], scarce.Ranks);
        Assert.Equal((RankReason.BudgetSpent, "its score is at or above the threshold of 5, but the budget ended before rank 5"), Of(scarce)[0]);
        Assert.Equal(
            (RankReason.AboveThreshold, "its score is at or above the threshold of 5"),
            Of(new ThresholdAllocation().Allocate(requests, new RankBudget(15)))[0]);
    }

    [Fact]
    public void Components_are_counted()
    {
        RankRequest[] requests =
        [
            new("a", 0, 0, 10) { ComponentScores = [9, 8, 1] },
            new("b", 0, 0, 10) { ComponentScores = [7] },
            new("c", 0, 1, 10) { ComponentScores = [0.5, 0.4] },
        ];
        var shares = new ComponentAllocation().Allocate(requests, new RankBudget(4));
        Assert.Equal(
            [
                (RankReason.Components, "2 of its 3 components are among the best 4"),
                (RankReason.Components, "1 of its 1 components are among the best 4"),
                (RankReason.LeastRank, "1 of its 2 components are among the best 4; 1 is its least rank"),
            ],
            Of(shares));
    }

    [Fact]
    public void A_search_says_how_many_trials_it_took_and_what_it_found()
    {
        static double Loss(IReadOnlyList<int> ranks) => Math.Abs(ranks[0] - 3) + 0.25;
        var requests = Requests.Of([1, 1]);
        var learned = new ReinforceAllocation(Loss, seed: 1, episodes: 20).Allocate(requests, new RankBudget(6));
        Assert.Equal(3, learned.Ranks[0]);
        Assert.All(Of(learned), reason => Assert.Matches("^the best of [0-9]+ trials, with a loss of 0.25$", reason.Text));
        var found = new SuccessiveHalvingAllocation((ranks, _) => Loss(ranks), seed: 1).Allocate(requests, new RankBudget(6));
        Assert.All(Of(found), reason => Assert.Equal(RankReason.Search, reason.Reason));
    }

    private static (RankReason Reason, string Text)[] Of(RankShares shares) =>
        [.. shares.Explanations.Select(explanation => (explanation.Reason, explanation.Text))];

    private static RankReason[] Reasons(RankShares shares) => [.. shares.Explanations.Select(explanation => explanation.Reason)];
}
