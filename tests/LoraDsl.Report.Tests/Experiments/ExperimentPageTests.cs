using System.Net;
using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Runs;
using LoraDsl.Report.Tests.Browser;
using LoraDsl.Report.Tests.Runs;
using LoraDsl.Reports.Html;
using LoraDsl.Reports.Html.Charts;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Sections;
using Microsoft.Playwright;

namespace LoraDsl.Report.Tests.Experiments;

[Collection(nameof(BrowserFixture))]
public sealed class ExperimentPageTests(BrowserFixture browser) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_charts_hold_means_over_the_seeds_and_the_front()
    {
        var charts = ExperimentCharts.Of(new ExperimentView(MadeExperiment.Of()));
        var accuracy = charts.Lines["validation-accuracy"];
        Assert.True(accuracy.Share);
        Assert.Equal(["adaptive, 1e-3", "LoRA r=8, 1e-3", "LoRA r=8, 1e-2", "adaptive, 1e-2"], accuracy.Lines.Select(line => line.Name));
        Assert.Equal([10, 20, 30, 40], accuracy.Steps[0]);
        // 0.93 − 10·rate + 0.01·seed at the end, the mean over two seeds; of the last setting only the first seed came to something.
        Assert.Equal(0.935, accuracy.Lines[0].Values[^1]);
        Assert.Equal(0.84, accuracy.Lines[3].Values[^1]);
        Assert.Equal(20, charts.Lines["training-loss"].Lines[0].Values.Count);

        var scatter = charts.Scatters["pareto"];
        Assert.Equal(["adaptive", "LoRA r=8"], scatter.Groups.Select(group => group.Name));
        Assert.Equal([900, 0.93], Assert.Single(scatter.Front));
        Assert.Equal([1800, 0.91], scatter.Groups[1].Points[0]);
    }

    [Fact]
    public void The_page_ranks_and_names_what_failed()
    {
        var page = ExperimentPage.Of(folder.Root, MadeExperiment.Of(other: "a<b>"), null).Render();
        Assert.DoesNotContain("a<b>", page, StringComparison.Ordinal);
        page = WebUtility.HtmlDecode(page);
        Assert.Contains("7 of 8 trials completed, 1 failed", page, StringComparison.Ordinal);
        Assert.Contains("★ best, ◆ most parameter-efficient, on the Pareto front", page, StringComparison.Ordinal);
        Assert.Contains("93.0 % ± 0.70 %", page, StringComparison.Ordinal);
        Assert.Contains("the loss is not a number", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_that_has_just_begun_has_a_page()
    {
        var experiment = MadeExperiment.Of();
        var begun = experiment with
        {
            Trials = [.. experiment.Trials.Select(trial => new TrialResult(trial.Id, trial.Trial, TrialStatus.Pending, trial.Folder))],
            Ranking = [.. experiment.Ranking.Select(setting => new SettingResult(setting.Place, setting.Strategy, setting.LearningRate, 0, 0, 2))],
            Best = null,
            MostEfficient = null,
        };
        var page = ExperimentPage.Of(folder.Root, begun, null).Render();
        Assert.Contains("Not ended: 0 of 8 trials completed, 8 to be run", page, StringComparison.Ordinal);
        Assert.Contains("No trial is completed yet.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_experiment_is_named()
    {
        File.WriteAllText(folder["experiment.json"], "{");
        Assert.Contains(folder["experiment.json"], Assert.Throws<InvalidDataException>(() => HtmlReport.Write(folder.Root)).Message, StringComparison.Ordinal);
        Assert.Contains(folder["none"], Assert.Throws<FileNotFoundException>(() => ExperimentReport.Write(folder["none"])).Message, StringComparison.Ordinal);
    }

    [FactWithBrowser]
    public async Task It_is_drawn_and_leads_to_its_trials()
    {
        var experiment = MadeExperiment.Of();
        experiment.Save(folder.Root);
        var run = new RunFolder(Path.Combine(folder.Root, experiment.Trials[0].Folder));
        RunReport.Write(new RunWriter(run).Describe(MadeRuns.Description("first trial", "a")).Steps(MadeRuns.Falling(12, "a")).Folder);
        var file = HtmlReport.Write(folder.Root);
        Assert.Equal(folder["report.html"], file);

        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var open = await browser.Open(file, colours);
            Assert.Equal(["pareto", "validation-accuracy", "validation-loss", "training-accuracy", "training-loss"], await open.Charts());
            foreach (var chart in await open.Charts())
                Assert.InRange((await open.Ink(chart)).Points, 500, int.MaxValue);
            Assert.InRange(await open.PointsOf("pareto", "s2"), 50, int.MaxValue);
            await open.Picture($"experiment-{colours}".ToLowerInvariant());
            await open.Page.Locator("#figure-pareto .plot").FocusAsync();
            await open.Page.Keyboard.PressAsync("Home");
            Assert.Equal("adaptive, 1e-3: 93.0 % ± 0.70 %, 900 parameters, on the Pareto front", await open.Page.Locator("#figure-pareto .reading").InnerTextAsync());
            open.AssertQuiet(file);
            await open.Page.Locator("#trials a").ClickAsync();
            Assert.Equal("first trial", await open.Page.Locator("h1").InnerTextAsync());
        }
    }
}
