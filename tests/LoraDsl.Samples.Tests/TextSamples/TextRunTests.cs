using System.Diagnostics;
using System.Text.Json;
using LoraDsl.Formats.Runs;
using LoraDsl.Formats.Safetensors;
using TextSample;
using TextSample.Training;

namespace LoraDsl.Samples.Tests.TextSamples;

public sealed class TextRunTests(TextRun run) : IClassFixture<TextRun>
{
    private static readonly string[] Methods =
    [
        "frozen encoder + head", "full fine-tuning", "LoRA r=8", "adaptive, budget 64", "DyLoRA(1,8) at rank 1", "DyLoRA(1,8) at rank 8",
    ];

    [Fact]
    public void The_table_has_a_line_for_every_method()
    {
        Assert.Equal(Methods, run.Rows.Select(row => row.Method));
        Assert.Equal(Methods.Length, Assert.Single(run.Reporter.Tables).Rows.Count);
        Assert.All(run.Rows, row => Assert.Equal(32, row.Labels));
    }

    [Fact]
    public void Mails_that_are_easily_told_apart_are_told_apart() => Assert.All(run.Rows, row =>
    {
        Assert.InRange(row.TestAccuracy, 0.9, 1);
        Assert.InRange(row.MacroF1, 0.9, 1);
    });

    [Fact]
    public void Lora_trains_less_than_2_percent_of_the_parameters()
    {
        // Rank 8 on six blocks of four 384×384 and two 384×1536 layers, and the head of two classes.
        Assert.Equal((6 * ((4 * 8 * 768) + (2 * 8 * 1920))) + (2 * 385), run.Row("LoRA r=8").TrainableParameters);
        Assert.InRange((double)run.Row("LoRA r=8").TrainableParameters / run.Row("full fine-tuning").TrainableParameters, 0, 0.02);
    }

    [Fact]
    public void Ranks_are_those_of_the_recipes()
    {
        var adaptive = run.Row("adaptive, budget 64").Ranks;
        Assert.Equal((36, 64), (adaptive.Count, adaptive.Values.Sum()));
        Assert.All(run.Row("DyLoRA(1,8) at rank 1").Ranks.Values, rank => Assert.Equal(1, rank));
        Assert.All(run.Row("DyLoRA(1,8) at rank 8").Ranks.Values, rank => Assert.Equal(8, rank));
        Assert.All(run.Rows.Skip(2), row => Assert.All(row.Ranks.Keys, path => Assert.StartsWith("bert.encoder.layer.", path, StringComparison.Ordinal)));
    }

    [Fact]
    public void Merged_and_unmerged_agree()
    {
        Assert.Equal(3, run.Checks.Count);
        Assert.All(run.Checks, check => Assert.InRange(check.MergeDrift, 0, AdapterRun.MergeTolerance));
    }

    [Fact]
    public void Adapters_are_saved_with_their_heads_as_PEFT_does()
    {
        foreach (var check in run.Checks)
        {
            using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(check.Folder, "adapter_config.json")));
            Assert.Equal("classifier", Assert.Single(config.RootElement.GetProperty("modules_to_save").EnumerateArray()).GetString());
            Assert.Equal("SEQ_CLS", config.RootElement.GetProperty("task_type").GetString());
            Assert.Equal(Path.Combine(Path.GetFullPath(run.Options.Output), "base"), config.RootElement.GetProperty("base_model_name_or_path").GetString());
            using var file = File.OpenRead(Path.Combine(check.Folder, "adapter_model.safetensors"));
            var shapes = SafetensorsHeader.Read(file).Entries.ToDictionary(entry => entry.Name, entry => entry.Shape);
            Assert.Equal([2, 384], shapes["base_model.model.classifier.weight"]);
            Assert.Equal([2], shapes["base_model.model.classifier.bias"]);
        }
    }

    [Fact]
    public async Task A_second_process_classifies_lines_by_what_was_saved()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TextDemo).Assembly.Location, "classify", run.Checks[0].Folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var program = Process.Start(start)!;
        program.StandardInput.WriteLine("Cheap casino chips, buy now! Click here for a free offer, guaranteed.");
        program.StandardInput.WriteLine();
        program.StandardInput.WriteLine("I had a look at your patch. Can you send me your notes?");
        program.StandardInput.Close();
        var error = program.StandardError.ReadToEndAsync();
        var output = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.Equal(("", 0), (await error, program.ExitCode));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Matches(@"^spam +\d+\.\d %  Cheap casino chips", lines[0]);
        Assert.Matches(@"^ham +\d+\.\d %  I had a look", lines[1]);
    }

    [Fact]
    public void Every_training_leaves_a_run_with_its_page()
    {
        foreach (var check in run.Checks)
        {
            var folder = new RunFolder(check.Run);
            Assert.Equal(4, RunRecords.Metrics.Read(folder.MetricsFile).Count);
            Assert.True(File.Exists(folder.ReportFile));
            Assert.Contains(run.Reporter.Lines, line => line.EndsWith(folder.ReportFile, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_json_file_has_the_rows_of_the_table()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(run.Options.Json!));

        Assert.Equal(Methods.Length, json.RootElement.GetArrayLength());
        foreach (var (written, row) in json.RootElement.EnumerateArray().Zip(run.Rows))
        {
            Assert.Equal(
                ["method", "labels", "trainable_parameters", "test_accuracy", "macro_f1", "seconds", "ranks"], written.EnumerateObject().Select(property => property.Name));
            Assert.Equal((row.Method, row.Labels), (written.GetProperty("method").GetString(), written.GetProperty("labels").GetInt32()));
            Assert.Equal(row.MacroF1, written.GetProperty("macro_f1").GetDouble());
        }
    }

    [Fact]
    public void A_stopped_run_leaves_no_adapter()
    {
        using var stop = new CancellationTokenSource();
        var reporter = new RecordingReporter { OnStep = stop.Cancel };
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder["base"], Path.Combine(Path.GetFullPath(run.Options.Output), "base"));

        Assert.Throws<OperationCanceledException>(() => new TextDemo(run.Options with { Output = folder.Path, Json = null }, reporter, stop.Token).Run());

        Assert.Equal(["full fine-tuning (32)"], reporter.Trainings);
        Assert.Equal(["base"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }
}
