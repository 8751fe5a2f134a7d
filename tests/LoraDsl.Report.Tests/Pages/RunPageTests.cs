using System.Text.RegularExpressions;
using LoraDsl.Formats.Runs;
using LoraDsl.Report.Tests.Runs;
using LoraDsl.Reports.Html.Charts;
using LoraDsl.Reports.Html.Sections;

namespace LoraDsl.Report.Tests.Pages;

public sealed partial class RunPageTests
{
    [Fact]
    public void The_charts_hold_the_figures_of_the_run()
    {
        var run = MadeRuns.History(
            MadeRuns.Description("run", "a", "b"), MadeRuns.Falling(20, "a", "b"), new(10, 1, 0.4, 0.8, false), new(20, 2, 0.2, 0.9, true));
        var charts = RunCharts.Of(run, share: true);

        var loss = charts.Lines["loss"];
        Assert.Equal(["training, each step", "training, smoothed", "validation"], loss.Lines.Select(line => line.Name));
        Assert.Equal(Enumerable.Range(1, 20).Select(step => ChartValues.Of(2.0 / step)), loss.Lines[0].Values);
        Assert.Equal([10, 20], loss.Steps[loss.Lines[2].Steps]);
        Assert.Equal([0.4, 0.2], loss.Lines[2].Values);
        Assert.Equal(new ChartMark(20, 0.2, "best validation"), Assert.Single(loss.Marks));
        Assert.Equal(new ChartMark(20, 0.9, "best validation"), Assert.Single(charts.Lines["accuracy"].Marks));
        Assert.Equal(ChartValues.Of(1e-3 / 20), charts.Lines["learning-rate"].Lines[0].Values[^1]);

        Assert.Equal([8, 12], charts.Lines["rank-sum"].Lines[0].Values.Distinct().Select(value => (int)value!.Value));
        Assert.All(charts.Lines["rank-sum"].Lines[1].Values, value => Assert.Equal(12, value));
        Assert.Equal([2.0 * 448, 2.0 * 672], charts.Lines["parameters"].Lines[0].Values.Distinct().Select(value => value!.Value));
        Assert.Equal(ChartValues.Of(2.0 / 20), charts.Lines["gradient-norms"].Lines[1].Values[^1]);
        Assert.Equal([1.0, 1.5], [charts.Lines["norms-b"].Lines[0].Values[0]!.Value, charts.Lines["norms-b"].Lines[0].Values[^1]!.Value]);
        Assert.Equal([[0, 1, 11, 4], [0, 11, 21, 6], [1, 1, 11, 4], [1, 11, 21, 6]], charts.Ranks["ranks"].Segments);
    }

    [Fact]
    public void A_loss_that_is_no_number_is_a_gap_that_is_marked()
    {
        var run = MadeRuns.History(MadeRuns.Description("run"), [MadeRuns.Step(1, 1, null), MadeRuns.Step(2, double.NaN, null), MadeRuns.Step(3, double.PositiveInfinity, null)]);
        var loss = RunCharts.Of(run, share: false).Lines["loss"];
        Assert.Equal([1, null, null], loss.Lines[0].Values);
        Assert.Equal([2, 3], loss.Gaps);
        Assert.Contains("⚠ not a number, or infinite, in 2 steps", Text(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_run_lacks_is_said(bool anyStep)
    {
        var page = Text(MadeRuns.History(MadeRuns.Description("run"), anyStep ? MadeRuns.Falling(1) : []));
        Assert.Contains("Not ended", page, StringComparison.Ordinal);
        Assert.Contains("nothing was validated", page, StringComparison.Ordinal);
        Assert.Contains("No decision about a rank was written down.", page, StringComparison.Ordinal);
        Assert.Contains(anyStep ? "No adapter was recorded." : "No step is recorded yet.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_suggestions_those_about_the_run_come_first_and_most_are_folded_away()
    {
        string[] adapters = [.. Enumerable.Range(0, 12).Select(layer => $"layers.{layer}")];
        var run = MadeRuns.History(MadeRuns.Description("run", adapters), Enumerable.Range(1, 30).Select(step => MadeRuns.Step(
            step, 1, null, [.. adapters.Select((path, layer) => MadeRuns.Adapter(path, 4, layer < 5 ? 1 : layer < 9 ? 10 : 0.01))])));
        var page = Text(run);
        Assert.Equal(8, run.Suggestions.Count);
        Assert.Contains("<summary>2 more</summary>", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("<strong>Converged", StringComparison.Ordinal) < page.IndexOf("<strong>Large", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_text_whatever_they_hold()
    {
        const string Evil = "</script></title><img src=x onerror=alert(1)>";
        var run = MadeRuns.History(MadeRuns.Description(Evil, Evil), MadeRuns.Falling(12, Evil)) with
        {
            Decisions = [new RankDecision(3, Evil, 1, 2, Evil, Evil)],
            Result = new RunResult(12, 1, Evil, 1, null, null, null, 1),
        };
        var page = RunPage.Of(run, "0").Render();
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal((4, 4), (Elements(page, "<script").Count, Elements(page, "</script>").Count));
        Assert.Single(Elements(page, "</title>"));
    }

    [Fact]
    public void A_page_forbids_every_request_and_names_no_address()
    {
        var page = Text(MadeRuns.History(MadeRuns.Description("run", "a"), MadeRuns.Falling(12, "a")));
        Assert.Contains("default-src &#39;none&#39;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Policy().Match(page).Value, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)(src|href|action)\s*=\s*[""']?\s*(https?:|//)", page);
        Assert.DoesNotMatch("(?i)@import|url\\(", page);
    }

    [Fact]
    public void Without_charts_the_tables_are_open_and_the_page_says_why()
    {
        var page = Text(MadeRuns.History(MadeRuns.Description("run", "a"), MadeRuns.Falling(12, "a")));
        Assert.Contains("id=\"no-charts\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<details>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"plot\"", page, StringComparison.Ordinal);
        Assert.Contains("<details open><summary>Table: Loss by step</summary>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_run_of_a_deep_model_is_a_page_that_opens()
    {
        string[] adapters = [.. Enumerable.Range(0, 300).Select(layer => $"encoder.layers.{layer / 4}.attention.{layer % 4}")];
        var random = new Random(1);
        var run = MadeRuns.History(MadeRuns.Description("run", adapters), Enumerable.Range(1, 10_500).Select(step => MadeRuns.Step(
            step, random.NextDouble(), random.NextDouble(), [.. adapters.Select((path, layer) => MadeRuns.Adapter(path, 1 + ((step + (40 * layer)) / 900 % 16), random.NextDouble()))]))) with
        {
            Decisions = [.. Enumerable.Range(1, 30_000).Select(index => new RankDecision(index / 3, adapters[index % 300], 4, 4 + (index % 50 == 0 ? 1 : 0), "keep", "both slopes are above 0.001"))],
        };
        var size = RunPage.Of(run, new string('x', 600_000)).Render().Length;
        Assert.InRange(size, 1_000_000, 3_000_000);
    }

    [Fact]
    public void Changes_of_rank_come_before_decisions_that_left_it_when_there_are_too_many()
    {
        var run = MadeRuns.History(MadeRuns.Description("run", "a"), MadeRuns.Falling(12, "a")) with
        {
            Decisions = [.. Enumerable.Range(1, 3000).Select(step => new RankDecision(step, "a", 4, step == 5 ? 6 : 4, step == 5 ? "stagnant" : "keep", "because"))],
        };
        var page = Text(run);
        Assert.Contains("Of 3,000 decisions the table has 2,000", page, StringComparison.Ordinal);
        Assert.Contains("▲ 6", page, StringComparison.Ordinal);
    }

    private static string Text(LoraDsl.Reports.Html.History.RunHistory run) => RunPage.Of(run, null).Render();

    private static MatchCollection Elements(string page, string part) => Regex.Matches(page, Regex.Escape(part));

    [GeneratedRegex("Content-Security-Policy[^>]*>")]
    private static partial Regex Policy();
}
