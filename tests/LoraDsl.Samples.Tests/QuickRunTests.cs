using System.Text.Json;
using Digits;
using Digits.Training;
using LoraDsl.Formats.Runs;
using Shared.Data;
using Shared.Models;
using Shared.Training;
using static TorchSharp.torch;

namespace LoraDsl.Samples.Tests;

public sealed class QuickRunTests(QuickRun run) : IClassFixture<QuickRun>
{
    private static readonly string[] Methods =
    [
        "frozen base", "full fine-tuning", "LoRA r=8", "adaptive, budget 64",
        .. Enumerable.Range(4, 13).Select(rank => $"DyLoRA(4,16) at rank {rank}"),
    ];

    [Fact]
    public void The_table_has_a_row_for_every_method()
    {
        Assert.Equal(Methods, run.Rows.Select(row => row.Method));
        Assert.Equal(Methods.Length, Assert.Single(run.Reporter.Tables).Rows.Count);
    }

    [Fact]
    public void Every_adaptation_is_far_above_the_frozen_base()
    {
        var frozen = run.Row("frozen base").TestAccuracy;
        Assert.All(run.Rows.Skip(1), row => Assert.InRange(row.TestAccuracy, frozen + 0.3, 1));
    }

    [Fact]
    public void Lora_trains_less_than_15_percent_of_the_parameters()
    {
        // Rank 8 on three blocks of four 96×96 and two 96×384 layers, and on the 96×10 head.
        Assert.Equal((3 * ((4 * 8 * 192) + (2 * 8 * 480))) + (8 * 106), run.Row("LoRA r=8").TrainableParameters);
        Assert.InRange(
            (double)run.Row("LoRA r=8").TrainableParameters / run.Row("full fine-tuning").TrainableParameters, 0, 0.15);
    }

    [Fact]
    public void Adaptive_ranks_sum_to_the_budget()
    {
        var ranks = run.Row("adaptive, budget 64").Ranks;

        Assert.Equal(19, ranks.Count);
        Assert.Equal(64, ranks.Values.Sum());
        Assert.All(ranks.Values, rank => Assert.InRange(rank, 1, 64));
        Assert.True(ranks.Values.Distinct().Count() > 1);
    }

    [Fact]
    public void Dylora_rows_name_the_rank_that_was_selected()
    {
        foreach (var rank in Enumerable.Range(4, 13))
        {
            var ranks = run.Row($"DyLoRA(4,16) at rank {rank}").Ranks;
            Assert.Equal(8, ranks["head"]);
            Assert.All(ranks.Where(entry => entry.Key != "head"), entry => Assert.Equal(rank, entry.Value));
        }
    }

    [Fact]
    public void Merged_and_unmerged_agree()
    {
        Assert.Equal(3, run.Checks.Count);
        Assert.All(run.Checks, check => Assert.InRange(check.MergeDrift, 0, AdapterRun.MergeTolerance));
    }

    [Fact]
    public void Saved_adapters_answer_the_same_in_a_fresh_model()
    {
        var plan = DemoPlan.For(run.Options);
        using var upright = DataSource.Load(run.Options.Data, plan.Sizes, run.Options.Seed, CPU, _ => { }, CancellationToken.None);
        using var shifted = upright.Shifted();
        using var baseModel = new VisionTransformer(plan.Shape);
        baseModel.load(new BaseModel(plan.BaseSettings(run.Options), run.Options.Output).CheckpointPath);

        foreach (var (method, check) in AdapterMethod.All(plan).Zip(run.Checks))
        {
            using var adapted = method.Create().On(baseModel, CPU);
            Assert.NotEqual(check.Accuracy, Evaluation.Accuracy(adapted.Model, shifted.Test));
            adapted.Lora.Load(check.Folder);
            Assert.Equal(check.Accuracy, Evaluation.Accuracy(adapted.Model, shifted.Test));
        }
    }

    [Fact]
    public void Every_training_leaves_a_run_that_is_complete_and_is_named_at_the_end()
    {
        foreach (var (method, check) in AdapterMethod.All(DemoPlan.For(run.Options)).Zip(run.Checks))
        {
            var folder = new RunFolder(check.Run);
            var steps = method.Plan.Epochs * (1100 / method.Plan.BatchSize);
            Assert.Equal(steps, RunRecords.Metrics.Read(folder.MetricsFile).Count);
            Assert.Equal(method.Plan.Epochs, File.ReadAllLines(folder.ValidationsFile).Length);
            Assert.Equal(3, Directory.GetDirectories(folder.Checkpoints).Length);
            Assert.True(File.Exists(folder.ResultFile));
            Assert.True(File.Exists(folder.ReportFile));
            Assert.Contains(run.Reporter.Lines, line => line.EndsWith(folder.ReportFile, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_json_file_has_the_rows_of_the_table()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(run.Options.Json!));

        Assert.Equal(Methods, json.RootElement.EnumerateArray().Select(row => row.GetProperty("method").GetString()));
        foreach (var (written, row) in json.RootElement.EnumerateArray().Zip(run.Rows))
        {
            Assert.Equal(row.TrainableParameters, written.GetProperty("trainable_parameters").GetInt64());
            Assert.Equal(row.TestAccuracy, written.GetProperty("test_accuracy").GetDouble());
            Assert.Equal(row.Seconds, written.GetProperty("seconds").GetDouble());
            Assert.Equal(row.Ranks, written.GetProperty("ranks").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32()));
        }

        Assert.Equal(["rows.json"], Directory.GetFiles(Path.GetDirectoryName(run.Options.Json)!).Select(Path.GetFileName));
    }

    [Fact]
    public void The_base_is_trained_once_and_found_again()
    {
        Assert.Equal(["pre-training, upright", "full fine-tuning", "LoRA r=8", "adaptive, budget 64", "DyLoRA(4,16)"], run.Reporter.Trainings);

        using var stop = new CancellationTokenSource();
        var again = new RecordingReporter { OnStep = stop.Cancel };
        Assert.Throws<OperationCanceledException>(() => new Demo(run.Options, again, stop.Token).Run());

        Assert.Equal(["full fine-tuning"], again.Trainings);
    }

    [Fact]
    public void Another_seed_has_a_base_of_its_own()
    {
        var plan = DemoPlan.For(run.Options);
        var other = run.Options with { Seed = run.Options.Seed + 1 };

        Assert.True(File.Exists(new BaseModel(plan.BaseSettings(run.Options), run.Options.Output).CheckpointPath));
        Assert.False(File.Exists(new BaseModel(DemoPlan.For(other).BaseSettings(other), other.Output).CheckpointPath));
    }
}
