using LoraDsl.Formats.Runs;
using LoraDsl.Report.Tests.Runs;
using LoraDsl.Reports.Html;
using Microsoft.Playwright;

namespace LoraDsl.Report.Tests.Browser;

/// <summary>The page of a run, as a person meets it.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class RunPageInBrowserTests(BrowserFixture browser)
{
    private static readonly string[] AllCharts =
        ["loss", "accuracy", "learning-rate", "ranks", "rank-sum", "parameters", "gradient-norms", "norms-a", "norms-b"];

    [FactWithBrowser]
    public async Task A_real_run_is_drawn_whole_in_light_and_dark()
    {
        var file = HtmlReport.Write(TrainedRun.Train(browser.Folder["trained"]).Root);
        OpenPage.Keep(file, "run");
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var open = await browser.Open(file, colours);
            Assert.Equal(AllCharts, await open.Charts());
            foreach (var chart in AllCharts)
            {
                var (points, inks) = await open.Ink(chart);
                Assert.True(points > 500 && inks >= 2, $"{chart}: {points} points in {inks} colours");
            }

            // The smoothed loss, the validation, and the star of the best one.
            Assert.InRange(await open.PointsOf("loss", "s1"), 200, int.MaxValue);
            Assert.InRange(await open.PointsOf("loss", "s2"), 100, int.MaxValue);
            Assert.InRange(await open.PointsOf("loss", "star"), 30, int.MaxValue);
            await open.Picture($"run-{colours}".ToLowerInvariant());
            open.AssertQuiet(file);
        }
    }

    [TheoryWithBrowser]
    [InlineData("one step")]
    [InlineData("no numbers")]
    [InlineData("no step")]
    [InlineData("killed")]
    [InlineData("evil names")]
    [InlineData("deep and long")]
    public async Task A_run_that_is_out_of_the_ordinary_is_drawn_too(string which)
    {
        var writer = new RunWriter(new RunFolder(browser.Folder[which]));
        const string Evil = "</script><img src=x onerror=\"document.title='taken'\"><b>";
        string[] deep = [.. Enumerable.Range(0, 120).Select(layer => $"encoder.layers.{layer / 4}.attention.{(layer % 4) switch { 0 => "query", 1 => "key", 2 => "value", _ => "output" }}")];
        string[] adapters = which switch { "evil names" => [Evil, "b"], "deep and long" => deep, _ => ["a", "b"] };
        writer.Describe(MadeRuns.Description(which == "evil names" ? Evil : which, adapters)).Steps(which switch
        {
            "one step" => MadeRuns.Falling(1, adapters),
            "no step" => [],
            "no numbers" => MadeRuns.Falling(40, adapters).Select(metrics => metrics.Step > 30 ? metrics with { Loss = double.NaN, Accuracy = null } : metrics),
            "deep and long" => Long(adapters),
            _ => MadeRuns.Falling(60, adapters),
        });
        if (which == "killed")
        {
            File.AppendAllText(writer.Folder.MetricsFile, "{\"step\":61,\"lo");
            writer.Validations(new ValidationMetrics(50, 2, 0.1, 0.95, true));
        }

        var file = HtmlReport.Write(writer.Folder.Root);
        await using var open = await browser.Open(file);
        var charts = await open.Charts();
        Assert.Equal(which switch { "no step" => [], "deep and long" => AllCharts.Where(chart => chart != "accuracy"), _ => AllCharts }, charts);
        foreach (var chart in charts)
            Assert.InRange((await open.Ink(chart)).Points, 100, int.MaxValue);
        Assert.Equal(writer.Folder.Root.EndsWith("evil names", StringComparison.Ordinal) ? Evil : which, await open.Page.Locator("h1").InnerTextAsync());
        Assert.NotEqual("taken", await open.Page.TitleAsync());
        if (which == "deep and long")
            await open.Picture("run-deep-and-long");
        open.AssertQuiet(file);
    }

    [FactWithBrowser]
    public async Task The_switch_is_worked_by_keys_and_stays()
    {
        var file = Small("switch");
        await using var open = await browser.Open(file);
        var light = await Background(open);
        await open.Page.Locator(".switch input").First.FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowLeft");
        var dark = await Background(open);
        Assert.NotEqual(light, dark);
        Assert.InRange(await open.PointsOf("loss", "s1"), 100, int.MaxValue);
        await open.Page.ReloadAsync();
        Assert.Equal(dark, await Background(open));
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await open.Page.Locator("nav").IsVisibleAsync());
        open.AssertQuiet(file);
    }

    [FactWithBrowser]
    public async Task The_system_chooses_the_colours_until_someone_does()
    {
        var file = Small("system");
        await using var light = await browser.Open(file);
        await using var dark = await browser.Open(file, ColorScheme.Dark);
        Assert.NotEqual(await Background(light), await Background(dark));
        await dark.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        Assert.Equal(await Background(light), await Background(dark));
    }

    [FactWithBrowser]
    public async Task The_arrow_keys_read_a_chart_step_by_step()
    {
        await using var open = await browser.Open(Small("keys"));
        await open.Page.Locator("#figure-loss .plot").FocusAsync();
        await open.Page.Keyboard.PressAsync("Home");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("Step 2: training, each step 1, training, smoothed 1.400", await open.Page.Locator("#figure-loss .spoken").InnerTextAsync());
        await open.Page.Locator("#figure-ranks .plot").FocusAsync();
        await open.Page.Keyboard.PressAsync("End");
        await open.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("Step 30: b rank 6", await open.Page.Locator("#figure-ranks .spoken").InnerTextAsync());
    }

    [FactWithBrowser]
    public async Task A_line_is_hidden_by_its_button_and_steps_are_chosen()
    {
        await using var open = await browser.Open(Small("buttons"));
        var button = open.Page.Locator("#figure-loss .legend button").Nth(1);
        await button.PressAsync("Enter");
        Assert.Equal("false", await button.GetAttributeAsync("aria-pressed"));
        Assert.Equal(0, await open.PointsOf("loss", "s1"));
        await button.PressAsync("Enter");
        var whole = await open.PointsOf("loss", "s1");
        await open.Page.Locator("[name=from]").FillAsync("20");
        await open.Page.Locator("[name=from]").PressAsync("Tab");
        Assert.NotEqual(whole, await open.PointsOf("loss", "s1"));
        await open.Page.Locator("#window button").ClickAsync();
        Assert.Equal("1", await open.Page.Locator("[name=from]").InputValueAsync());
        Assert.Equal(whole, await open.PointsOf("loss", "s1"));
    }

    [FactWithBrowser]
    public async Task Decisions_are_filtered_and_tables_are_opened()
    {
        var writer = new RunWriter(new RunFolder(browser.Folder["decisions"])).Describe(MadeRuns.Description("decisions", "a", "b")).Steps(MadeRuns.Falling(30, "a", "b"));
        writer.Decisions(
            new RankDecision(10, "a", 4, 6, "stagnant", "the loss moves by 0.0002 a step"),
            new RankDecision(10, "b", 4, 4, "keep", "the loss moves by 0.2 a step"),
            new RankDecision(20, "a", 6, 5, "overfitting", "the validation's loss rises"));
        await using var open = await browser.Open(HtmlReport.Write(writer.Folder.Root));
        var rows = open.Page.Locator("#decision-table tbody tr:visible");
        Assert.Equal(3, await rows.CountAsync());
        await open.Page.Locator("[name=changes]").CheckAsync();
        Assert.Equal(2, await rows.CountAsync());
        await open.Page.Locator("[name=text]").FillAsync("loss MOVES");
        Assert.Equal("1 of 3 shown", await open.Page.Locator(".filter output").InnerTextAsync());
        await open.Page.Locator("[name=text]").FillAsync("");
        await open.Page.Locator("[name=rule]").SelectOptionAsync("overfitting");
        Assert.Contains("▼ 5", await rows.InnerTextAsync(), StringComparison.Ordinal);

        var details = open.Page.Locator("#figure-loss details");
        Assert.False(await details.Locator("table").IsVisibleAsync());
        await details.Locator("summary").PressAsync("Enter");
        Assert.Equal(30, await details.Locator("tbody tr:visible").CountAsync());
    }

    [FactWithBrowser]
    public async Task Of_many_adapters_some_are_picked()
    {
        string[] adapters = [.. Enumerable.Range(0, 20).Select(layer => $"layers.{layer}")];
        var file = HtmlReport.Write(new RunWriter(new RunFolder(browser.Folder["picked"])).Describe(MadeRuns.Description("picked", adapters)).Steps(MadeRuns.Falling(30, adapters)).Folder.Root);
        await using var open = await browser.Open(file);
        Assert.Equal("6 of 20", await open.Page.Locator("#picker output").InnerTextAsync());
        var legend = open.Page.Locator("#figure-norms-a .legend button");
        Assert.Equal(["layers.0", "layers.1", "layers.2", "layers.17", "layers.18", "layers.19"], await legend.Locator("span").AllInnerTextsAsync());
        await open.Page.Locator("#picker summary").ClickAsync();
        await open.Page.Locator("#picker [type=search]").FillAsync("layers.7");
        await open.Page.Locator("#picker li:visible input").CheckAsync();
        Assert.Equal(7, await legend.CountAsync());
        open.AssertQuiet(file);
    }

    [FactWithBrowser]
    public async Task Without_scripts_the_tables_are_all_there()
    {
        await using var open = await browser.Open(Small("plain"), scripts: false);
        Assert.False(await open.Page.Locator(".switch").IsVisibleAsync());
        await open.Page.Locator("#figure-loss summary").ClickAsync();
        Assert.True(await open.Page.Locator("#figure-loss table").IsVisibleAsync());
    }

    private static async Task<string> Background(OpenPage open) => await open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static IEnumerable<StepMetrics> Long(string[] adapters)
    {
        var random = new Random(3);
        return Enumerable.Range(1, 2500).Select(step => MadeRuns.Step(
            step,
            (2 * Math.Exp(-step / 600.0)) + (0.3 * random.NextDouble()),
            null,
            [.. adapters.Select((path, layer) => MadeRuns.Adapter(path, 2 + ((step + (37 * layer)) / 500 % 9), Math.Pow(10, -(layer % 5)) * (0.5 + random.NextDouble())))]));
    }

    private string Small(string name) => HtmlReport.Write(
        new RunWriter(new RunFolder(browser.Folder[name])).Describe(MadeRuns.Description(name, "a", "b")).Steps(MadeRuns.Falling(30, "a", "b")).Folder.Root);
}
