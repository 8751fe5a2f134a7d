using RankStudy;
using RankStudy.Methods;
using RankStudy.Models;
using RankStudy.Plans;
using RankStudy.Runs;
using RankStudy.Workers;
using Shared.Data;

namespace LoraDsl.Samples.Tests.RankStudies;

public sealed class StudyTests(TinyStudy study) : IClassFixture<TinyStudy>
{
    [Fact]
    public void Every_method_spends_the_whole_budget_on_the_layers_of_the_transformer()
    {
        var results = study.Results().Results;

        Assert.All(RankMethod.All, method =>
        {
            var given = results[method.Task(DataSet.Digits)];
            Assert.Equal(StudyRanks.Budget, given.Ranks.Sum());
            Assert.Equal(StudyPlan.Tiny.Data[0].Adapters, given.Ranks.Count);
        });
        Assert.Equal(RankMethod.All.Count, RankMethod.All.Select(method => method.Name).Distinct().Count());
    }

    [Fact]
    public void Even_shares_are_even_and_other_ways_are_not()
    {
        var results = study.Results().Results;

        Assert.All(results[RankMethod.All[0].Task(DataSet.Digits)].Ranks, rank => Assert.Equal(2, rank));
        Assert.True(RankMethod.All.Select(method => Subject.Text(results[method.Task(DataSet.Digits)].Ranks)).Distinct().Count() > 10);
    }

    [Fact]
    public void Every_method_has_a_row_with_all_its_seeds_and_no_seed_is_a_sweeps()
    {
        var methods = study.Reporter.Tables[0];

        Assert.Equal(RankMethod.All.Count + StudyModel.AllScheduled.Count + 1, methods.Rows.Count);
        Assert.Empty(StudyPlan.Full.Seeds.Intersect(StudyPlan.Full.SweepSeeds));
        Assert.True(StudyPlan.Full.Seeds.Count >= 5);
    }

    [Fact]
    public void Dylora_and_the_cut_lora_are_measured_at_every_rank()
    {
        var runs = study.Results().Results.Values.Where(result => result.ByRank.Count > 0).ToList();

        foreach (var model in StudyModel.AllDyLora)
        {
            var run = runs.First(result => result.Task.Name == model);
            Assert.Equal(StudyRanks.All, run.ByRank.Select(score => score.Rank));
            Assert.Equal(run.ByRank.Average(score => score.Test.Loss), run.Test!.Loss, 12);
        }

        var cut = runs.First(result => result.Task.Name == StudyModel.Lora);
        Assert.All(CutRanks.Ways, way => Assert.Equal(StudyRanks.All.SkipLast(1), cut.ByRank.Where(score => score.Way == way).Select(score => score.Rank)));
    }

    [Fact]
    public void Started_again_it_has_nothing_left_to_do()
    {
        var before = File.ReadAllText(study.ResultsPath);

        Assert.True(study.Done > 100);
        Assert.Equal(0, new Study(study.Options, new RecordingReporter(), CancellationToken.None).Run());
        Assert.Equal(before, File.ReadAllText(study.ResultsPath));
    }

    [Fact]
    public void A_torn_last_line_is_done_again_to_the_same_numbers()
    {
        var lines = File.ReadAllLines(study.ResultsPath);
        var training = lines.Last(line => line.Contains("\"kind\":\"Train\"", StringComparison.Ordinal));
        var options = study.Options with { Output = study["torn"], TimesRuns = false };
        Directory.CreateDirectory(options.Output);
        foreach (var checkpoint in Directory.GetFiles(study.Options.Output, "base-*.dat"))
            File.Copy(checkpoint, Path.Combine(options.Output, Path.GetFileName(checkpoint)));
        File.WriteAllText(Study.ResultsPath(options), string.Join('\n', lines.Where(line => line != training)) + "\n" + training[..^20]);

        Assert.Equal(1, new Study(options, new RecordingReporter(), CancellationToken.None).Run());

        var (old, again) = (Wire.Read<StudyResult>(training), Wire.Read<StudyResult>(File.ReadLines(Study.ResultsPath(options)).Last()));
        Assert.Equal(old.Task, again.Task);
        Assert.Equal(old.Test, again.Test);
        Assert.Equal(old.Validation, again.Validation);
    }

    [Fact]
    public void The_tables_go_between_the_marks_of_a_document()
    {
        var path = study["study.md"];
        File.WriteAllText(path, "# Title\n\n<!-- tables: written by RankStudy -->\nold\n<!-- end of tables -->\n\nWritten by hand.\n");

        new Study(study.Options with { Report = path, TablesOnly = true }, new RecordingReporter(), CancellationToken.None).Run();

        var text = File.ReadAllText(path);
        Assert.StartsWith("# Title\n\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\nWritten by hand.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nold\n", text, StringComparison.Ordinal);
        Assert.Contains("| uniform | 26 |", text, StringComparison.Ordinal);
        Assert.Contains("### Digits: test accuracy at each rank, %", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_marks_is_refused_before_anything_runs()
    {
        var path = study["plain.md"];
        File.WriteAllText(path, "# Title\n");
        var options = study.Options with { Report = path, Output = study["nothing"] };

        var error = Assert.Throws<Shared.SampleException>(() => new Study(options, new RecordingReporter(), CancellationToken.None).Run());

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(options.Output));
    }
}
