using System.Diagnostics;
using LoraDsl.Formats.Runs;
using LoraDsl.Models.Text;
using LoraDsl.Reports.Html;
using Shared;
using Shared.Reporting;
using TextSample.CommandLine;
using TextSample.Corpus;
using TextSample.Reporting;
using TextSample.Training;
using static System.FormattableString;
using static TorchSharp.torch;

namespace TextSample;

/// <summary>The demo from mails to table.</summary>
/// <param name="options">The command line.</param>
/// <param name="reporter">Shows what happens.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class TextDemo(TextOptions options, IReporter reporter, CancellationToken cancellation)
{
    private static readonly Dictionary<string, int> NoRanks = [];

    private readonly TextPlan plan = TextPlan.For(options);
    private readonly string baseFolder = Path.GetFullPath(Path.Combine(options.Output, "base"));

    /// <summary>Runs it.</summary>
    /// <returns>The rows of the table and what was checked of the adapters.</returns>
    /// <exception cref="SampleException">It cannot go on; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public (IReadOnlyList<MethodResult> Rows, IReadOnlyList<AdapterCheck> Checks) Run()
    {
        using var scope = NewDisposeScope();
        var device = FindDevice();
        RequireFolders();
        var corpus = MailCorpus.Of(MailArchive.Read(options.Mails ?? new MailArchive().Ensure(reporter.Say, cancellation)));
        cancellation.ThrowIfCancellationRequested();
        MailModel.Ensure(baseFolder, reporter.Say);
        cancellation.ThrowIfCancellationRequested();
        var data = plan.DataOf(corpus, TextTokenizer.Load(baseFolder), device);
        reporter.Say(Invariant(
            $"{corpus.Train.Count:n0} mails to draw labels from, {data.Validation.Count} to validate, {data.Test.Count} to test; at most {plan.MaxTokens} tokens of each"));

        var (rows, checks) = (new List<MethodResult>(), new List<AdapterCheck>());
        var frozen = new FrozenEncoder(baseFolder, data, reporter);
        var adapters = new AdapterRun(baseFolder, data, options.Seed, reporter, cancellation);
        foreach (var count in plan.LabelCounts)
        {
            var labelled = data.Labelled(count, options.Seed);
            var (row, head) = frozen.Run(labelled);
            using (head)
            {
                rows.Add(row);
                rows.Add(FineTuneFully(data, labelled, head));
                foreach (var method in TextMethod.All(plan).Where(method => method.LabelCounts.Contains(count)))
                {
                    var name = Invariant($"{method.Folder}-{labelled.Count}");
                    var outcome = adapters.Run(
                        method, labelled, head, Path.GetFullPath(Path.Combine(options.Output, name)), Path.GetFullPath(Path.Combine(options.Output, "runs", name)));
                    rows.AddRange(outcome.Rows);
                    checks.Add(outcome.Check);
                }
            }
        }

        Show(rows, checks);
        return (rows, checks);
    }

    private Device FindDevice()
    {
        if (options.Device == "cuda" && !cuda.is_available())
        {
            throw new SampleException(
                "--device cuda: there is no GPU that this libtorch can use. Take --device cpu, or build on a libtorch with CUDA (./build.sh demo --cuda) on a machine with an NVIDIA GPU.");
        }

        return device(options.Device);
    }

    /// <summary>A folder that cannot be made is to be known before the training, not after it.</summary>
    private void RequireFolders()
    {
        Directory.CreateDirectory(options.Output);
        if (options.Json is not null)
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Json))!);
    }

    private MethodResult FineTuneFully(MailData data, MailTokens labelled, FrozenHead head)
    {
        const string Name = "full fine-tuning";
        using var model = MailModel.Load(baseFolder, labelled.Device);
        head.CopyTo(model);
        manual_seed(options.Seed);
        var watch = Stopwatch.StartNew();
        new FullFineTuning(reporter, cancellation).Run(
            $"{Name} ({labelled.Count})", model, labelled, data.Validation, plan.FullFineTuning(labelled.Count), options.Seed);
        var seconds = watch.Elapsed.TotalSeconds;

        var score = Evaluation.Score(model, data.Test);
        reporter.Say(Invariant($"{Name}, {labelled.Count} labels: {100 * score.Accuracy:0.0} % of the test mails are told right"));
        return new MethodResult(Name, labelled.Count, model.parameters().Sum(parameter => parameter.numel()), score.Accuracy, score.MacroF1, seconds, NoRanks);
    }

    private void Show(List<MethodResult> rows, List<AdapterCheck> checks)
    {
        reporter.Show(ResultTable.Of(rows));
        reporter.Say(Invariant(
            $"Merged against unmerged, max|Δlogit| = {checks.Max(check => check.MergeDrift):0.0e+0}; all {checks.Count} adapters were saved with their heads and answer the same when reloaded."));
        if (options.Json is not null)
        {
            JsonFile.Write(options.Json, rows);
            reporter.Say($"Rows: {Path.GetFullPath(options.Json)}");
        }

        foreach (var check in checks)
            reporter.Say($"{check.Method}, {check.Labels} labels: the page of its training is {RunReport.Write(new RunFolder(check.Run))}");
        reporter.Say($"Try it: ./build.sh demo classify {checks.Last(check => check.Method == checks[0].Method).Folder}");
    }
}
