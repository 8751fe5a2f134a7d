using System.Diagnostics;
using Digits.CommandLine;
using Digits.Reporting;
using Digits.Training;
using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html;
using Shared;
using Shared.Data;
using Shared.Models;
using Shared.Reporting;
using Shared.Training;
using TorchSharp;
using static System.FormattableString;
using static TorchSharp.torch;

namespace Digits;

/// <summary>The demo from data to table.</summary>
/// <param name="options">The command line.</param>
/// <param name="reporter">Shows what happens.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class Demo(DemoOptions options, IReporter reporter, CancellationToken cancellation)
{
    private readonly DemoPlan plan = DemoPlan.For(options);
    private readonly Trainer trainer = new(reporter, cancellation);

    /// <summary>Runs it.</summary>
    /// <returns>The rows of the table and what was checked of the adapters.</returns>
    /// <exception cref="SampleException">It cannot go on; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public (IReadOnlyList<MethodResult> Rows, IReadOnlyList<AdapterCheck> Checks) Run()
    {
        var device = FindDevice();
        RequireFolders();
        using var upright = DataSource.Load(options.Data, plan.Sizes, options.Seed, device, reporter.Say, cancellation);
        using var shifted = upright.Shifted();
        reporter.Say($"{upright.Train.Count} images to train on, {upright.Validation.Count} to validate, {upright.Test.Count} to test");

        using var baseModel = new BaseModel(plan.BaseSettings(options), options.Output).Get(upright, device, trainer, reporter);
        var frozen = Evaluation.Accuracy(baseModel, shifted.Test);
        reporter.Say(Invariant(
            $"Base: {100 * Evaluation.Accuracy(baseModel, upright.Test):0.0} % on upright test images, {100 * frozen:0.0} % on turned and inverted ones"));

        var rows = new List<MethodResult>
        {
            new("frozen base", 0, frozen, 0, new Dictionary<string, int>()),
            FineTuneFully(baseModel, shifted, device),
        };
        var checks = new List<AdapterCheck>();
        var run = new AdapterRun(baseModel, shifted, device, reporter, cancellation);
        foreach (var method in AdapterMethod.All(plan))
        {
            var outcome = run.Run(
                method, options.Seed, Path.GetFullPath(Path.Combine(options.Output, method.Folder)), Path.GetFullPath(Path.Combine(options.Output, "runs", method.Folder)));
            rows.AddRange(outcome.Rows);
            checks.Add(outcome.Check);
        }

        Show(rows, checks);
        return (rows, checks);
    }

    private Device FindDevice()
    {
        if (options.Device == "cuda" && !cuda.is_available())
        {
            throw new SampleException(
                "--device cuda: there is no GPU that this libtorch can use. Take --device cpu, or build on a libtorch with CUDA (./build.sh digits --cuda) on a machine with an NVIDIA GPU.");
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

    private MethodResult FineTuneFully(VisionTransformer baseModel, Domain shifted, Device device)
    {
        manual_seed(options.Seed);
        using var model = new VisionTransformer(plan.Shape);
        model.load_state_dict(baseModel.state_dict());
        model.to(device);
        var watch = Stopwatch.StartNew();
        using (var optimizer = optim.AdamW(model.parameters(), lr: plan.Full.LearningRate))
            trainer.Fit("full fine-tuning", model, optimizer, shifted, plan.Full, options.Seed);
        var seconds = watch.Elapsed.TotalSeconds;

        var accuracy = Evaluation.Accuracy(model, shifted.Test);
        reporter.Say(Invariant($"full fine-tuning: {100 * accuracy:0.0} % on the test images"));
        return new MethodResult(
            "full fine-tuning", model.parameters().Sum(parameter => parameter.numel()), accuracy, seconds, new Dictionary<string, int>());
    }

    private void Show(IReadOnlyList<MethodResult> rows, IReadOnlyList<AdapterCheck> checks)
    {
        reporter.Show(ResultTable.Of(rows));
        foreach (var check in checks)
        {
            reporter.Say(Invariant(
                $"{check.Method} (ranks {check.Ranks}): merged against unmerged max|Δlogit| = {check.MergeDrift:0.0e+0}; saved in {check.Folder}; reloaded, the same {100 * check.Accuracy:0.0} %"));
        }

        if (options.Json is not null)
        {
            JsonFile.Write(options.Json, rows);
            reporter.Say($"Rows: {Path.GetFullPath(options.Json)}");
        }

        foreach (var check in checks)
            reporter.Say($"{check.Method}: the page of its training is {RunReport.Write(new RunFolder(check.Run))}");
    }
}
