using System.Text.Json;
using SparseDigits;
using SparseDigits.CommandLine;
using SparseDigits.Reporting;

namespace LoraDsl.Samples.Tests.SparseDigitsSample;

/// <summary>One short run of the sample, and what must hold however short it is.</summary>
public sealed class SparseDemoTests : IClassFixture<SparseDemoTests.QuickSparseRun>
{
    private static readonly string[] Methods =
    [
        "nothing", "LoRS r=8, merged", "SP-LoRA r=8, merged", "LoRA r=8, merged", "LoRA r=8, merged, zeros put back",
    ];

    private readonly QuickSparseRun run;

    public SparseDemoTests(QuickSparseRun run) => this.run = run;

    [Fact]
    public void The_table_has_the_base_and_every_method_for_both_patterns()
    {
        Assert.Equal(
            [("not pruned", "nothing"), .. Methods.Select(method => ("50 % unstructured", method)), .. Methods.Select(method => ("2:4", method))],
            run.Rows.Select(row => (row.Pattern, row.Method)));
        Assert.Single(run.Reporter.Tables);
    }

    [Fact]
    public void Half_of_the_pruned_weights_are_zero_and_only_LoRA_fills_them() => Assert.All(run.Rows.Skip(1), row =>
    {
        var isDense = row.Method == "LoRA r=8, merged";
        Assert.Equal(!isDense, row.KeepsPattern);
        if (isDense)
            Assert.InRange(row.Sparsity, 0, 0.01);
        else
            Assert.InRange(row.Sparsity, 0.5, 0.501);
    });

    [Fact]
    public void All_methods_train_as_many_values() => Assert.Equal(
        [42_320], run.Rows.Select(row => row.TrainableParameters).Where(count => count > 0).Distinct());

    [Fact]
    public void What_is_trained_under_the_mask_lasts_and_what_is_cut_back_to_it_does_not()
    {
        foreach (var pattern in new[] { "50 % unstructured", "2:4" })
        {
            var rows = run.Rows.Where(row => row.Pattern == pattern).ToDictionary(row => row.Method, row => row.TestAccuracy);
            Assert.InRange(rows["LoRS r=8, merged"], rows["nothing"] + 0.3, 1);
            Assert.InRange(rows["SP-LoRA r=8, merged"], rows["nothing"] + 0.3, 1);
            Assert.InRange(rows["LoRA r=8, merged, zeros put back"], 0, rows["LoRA r=8, merged"] - 0.02);
        }
    }

    [Fact]
    public void The_json_file_has_the_rows_of_the_table()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(run.Options.Json!));
        Assert.Equal(
            run.Rows.Select(row => (row.Pattern, row.Method, row.TestAccuracy, row.Sparsity, row.KeepsPattern)),
            json.RootElement.EnumerateArray().Select(row => (
                row.GetProperty("pattern").GetString()!,
                row.GetProperty("method").GetString()!,
                row.GetProperty("test_accuracy").GetDouble(),
                row.GetProperty("sparsity").GetDouble(),
                row.GetProperty("keeps_pattern").GetBoolean())));
    }

    [Theory]
    [InlineData("--score", "wanda")]
    [InlineData("--score", "random")]
    public void A_score_is_chosen_on_the_command_line(string option, string value) =>
        Assert.Equal(value, OptionsParser.Command.Parse([option, value], TextWriter.Null)!.Score.ToString().ToLowerInvariant());

    [Theory]
    [InlineData("--score taylor is not a choice: take magnitude, wanda or random.", "--score", "taylor")]
    [InlineData("--seeds 0 is not a whole number from 1 to 2147483647.", "--seeds", "0")]
    [InlineData("Unrecognized command or argument '--fast'.", "--fast")]
    public void A_wrong_command_line_is_one_sentence(string message, params string[] arguments) =>
        Assert.Equal($"{message} See --help.", Assert.Throws<Shared.CommandLine.UsageException>(() => OptionsParser.Command.Parse(arguments, TextWriter.Null)).Message);

    /// <summary>The run.</summary>
    public sealed class QuickSparseRun : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public QuickSparseRun()
        {
            Options = new SparseOptions { Quick = true, Shift = true, Output = folder.Path, Json = folder["results/rows.json"] };
            Rows = new SparseDemo(Options, Reporter, CancellationToken.None).Run();
        }

        internal SparseOptions Options { get; }

        internal RecordingReporter Reporter { get; } = new();

        internal IReadOnlyList<SparseResult> Rows { get; }

        public void Dispose() => folder.Dispose();
    }
}
