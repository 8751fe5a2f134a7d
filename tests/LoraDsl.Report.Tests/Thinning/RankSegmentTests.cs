using LoraDsl.Report.Tests.Runs;
using LoraDsl.Reports.Html.Thinning;

namespace LoraDsl.Report.Tests.Thinning;

public sealed class RankSegmentTests
{
    [Fact]
    public void A_stretch_goes_on_until_the_rank_changes()
    {
        var steps = MadeRuns.History(
            MadeRuns.Description("run", "a", "b"),
            [
                MadeRuns.Step(1, 1, null, MadeRuns.Adapter("a", 4), MadeRuns.Adapter("b", 2)),
                MadeRuns.Step(2, 1, null, MadeRuns.Adapter("a", 4)),
                MadeRuns.Step(5, 1, null, MadeRuns.Adapter("a", 6), MadeRuns.Adapter("b", 2)),
            ]).Steps;
        Assert.Equal(
            [new RankSegment(0, 1, 5, 4), new RankSegment(0, 5, 6, 6), new RankSegment(1, 1, 2, 2), new RankSegment(1, 5, 6, 2)],
            RankSegment.Of(steps, 100));
    }

    [Fact]
    public void Ranks_that_never_rest_are_looked_at_on_a_grid()
    {
        var steps = MadeRuns.History(
            MadeRuns.Description("run", "a", "b"),
            Enumerable.Range(1, 1000).Select(step => MadeRuns.Step(step, 1, null, MadeRuns.Adapter("a", 1 + (step % 2)), MadeRuns.Adapter("b", 3)))).Steps;
        Assert.Equal(1001, RankSegment.Of(steps, 2000).Count);
        var thinned = RankSegment.Of(steps, 100);
        Assert.InRange(thinned.Count, 2, 100);
        Assert.Equal(new RankSegment(1, 1, 1001, 3), thinned[^1]);
    }

    [Fact]
    public void No_step_no_stretch() => Assert.Empty(RankSegment.Of(MadeRuns.History(MadeRuns.Description("run", "a"), []).Steps, 10));
}
