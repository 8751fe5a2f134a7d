using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html;
using LoraDsl.Reports.Html.History;

namespace LoraDsl.Report.Tests.Runs;

public sealed class RunFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_folder_is_named() =>
        Assert.Contains(folder["nowhere"], Assert.Throws<DirectoryNotFoundException>(() => HtmlReport.Write(folder["nowhere"])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_of_neither_kind_is_named_with_what_it_lacks()
    {
        var message = Assert.Throws<FileNotFoundException>(() => HtmlReport.Write(folder.Root)).Message;
        Assert.Contains(folder.Root, message, StringComparison.Ordinal);
        Assert.Contains("run.json", message, StringComparison.Ordinal);
        Assert.Contains("experiment.json", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_named()
    {
        var run = new RunFolder(folder.Root);
        Assert.Contains(run.DescriptionFile, Assert.Throws<FileNotFoundException>(() => RunReport.Write(run)).Message, StringComparison.Ordinal);
        new RunWriter(run).Describe(MadeRuns.Description("run"));
        Assert.Contains(run.MetricsFile, Assert.Throws<FileNotFoundException>(() => RunReport.Write(run)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(run.ReportFile));
    }

    [Theory]
    [InlineData("run.json", "{}", "description of a run")]
    [InlineData("run.json", "null", "description of a run")]
    [InlineData("result.json", "{}", "result of a run")]
    [InlineData("metrics.jsonl", "{\"step\":1}\n", "step of a training")]
    [InlineData("decisions.jsonl", "{\"step\":1}\n", "decision about a rank")]
    [InlineData("result.json", "{\"steps\":", "result of a run")]
    [InlineData("metrics.jsonl", "{metrics}\nnonsense\n", "Line 2")]
    [InlineData("validations.jsonl", "[]\n", "Line 1")]
    [InlineData("decisions.jsonl", "{\"step\":\"x\"}\n", "Line 1")]
    public void A_file_that_is_not_what_it_should_be_is_named(string name, string content, string part)
    {
        var run = new RunWriter(new RunFolder(folder.Root)).Describe(MadeRuns.Description("run", "a")).Steps(MadeRuns.Falling(3, "a")).Folder;
        File.WriteAllText(folder[name], content.Replace("{metrics}", File.ReadLines(run.MetricsFile).First(), StringComparison.Ordinal));
        var message = Assert.Throws<InvalidDataException>(() => HtmlReport.Write(folder.Root)).Message;
        Assert.Contains(folder[name], message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_a_crash_cut_short_is_passed_over()
    {
        var run = new RunWriter(new RunFolder(folder.Root)).Describe(MadeRuns.Description("run", "a")).Steps(MadeRuns.Falling(3, "a")).Folder;
        File.AppendAllText(run.MetricsFile, File.ReadLines(run.MetricsFile).First()[..20]);
        Assert.Equal([1, 2, 3], RunFiles.Read(run).Steps.Steps);
    }

    [Fact]
    public void What_a_resumed_run_records_again_stands()
    {
        var writer = new RunWriter(new RunFolder(folder.Root)).Describe(MadeRuns.Description("run", "a"));
        writer.Steps(MadeRuns.Falling(9, "a")).Steps([MadeRuns.Step(6, 60, null, MadeRuns.Adapter("a", 5)), MadeRuns.Step(7, 70, null, MadeRuns.Adapter("a", 5))]);
        writer.Validations(Validation(4, 1), Validation(8, 1), Validation(6, 2)).Validations(Validation(6, 3));
        writer.Decisions(Decision(3, "a", 5), Decision(8, "a", 6), Decision(6, "a", 7), Decision(6, "b", 8), Decision(6, "a", 9));
        var run = RunFiles.Read(writer.Folder);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], run.Steps.Steps);
        Assert.Equal([60.0, 70.0], run.Steps.Losses.Skip(5));
        Assert.Equal([4, 4, 4, 4, 4, 5, 5], run.Steps.Adapters[0].Ranks);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], run.Steps.Last.Select(metrics => metrics.Step));
        Assert.Equal([(4, 1.0), (6, 3.0)], run.Validations.Select(validation => (validation.Step, validation.Loss)));
        Assert.Equal([(3, "a", 5), (6, "b", 8), (6, "a", 9)], run.Decisions.Select(decision => (decision.Step, decision.Adapter, decision.NewRank)));
    }

    [Fact]
    public void An_adapter_that_is_met_late_was_absent_before()
    {
        var run = MadeRuns.History(
            MadeRuns.Description("run", "a"),
            [MadeRuns.Step(1, 1, null, MadeRuns.Adapter("a", 4)), MadeRuns.Step(2, 1, null, MadeRuns.Adapter("b", 3))]);
        Assert.Equal(["a", "b"], run.Steps.Adapters.Select(adapter => adapter.Path));
        Assert.Equal([4, AdapterHistory.Absent], run.Steps.Adapters[0].Ranks);
        Assert.Equal([AdapterHistory.Absent, 3], run.Steps.Adapters[1].Ranks);
    }

    [Fact]
    public void Lines_longer_than_the_buffer_are_read_whole()
    {
        var path = folder["long.jsonl"];
        var names = Enumerable.Range(0, 2000).Select(index => $"layers.{index}.{new string('x', 50)}").ToArray();
        using (var file = RunRecords.Metrics.Append(path))
        {
            foreach (var metrics in MadeRuns.Falling(3, names))
                file.Write(metrics);
        }

        var read = RunRecords.Metrics.Read(path);
        Assert.Equal(3, read.Count);
        Assert.All(read, metrics => Assert.Equal(names, metrics.Adapters.Select(adapter => adapter.Path)));
    }

    private static ValidationMetrics Validation(long step, double loss) => new(step, null, loss, null, false);

    private static RankDecision Decision(long step, string adapter, int rank) => new(step, adapter, 4, rank, "rule", "reason");
}
