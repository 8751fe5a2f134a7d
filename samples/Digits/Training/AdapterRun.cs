using System.Diagnostics;
using Digits.Reporting;
using LoraDsl;
using LoraDsl.Formats.Runs;
using LoraDsl.Training;
using Shared;
using Shared.Data;
using Shared.Models;
using Shared.Reporting;
using Shared.Training;
using static System.FormattableString;
using static TorchSharp.torch;

namespace Digits.Training;

/// <summary>Adapts the base by one method, measures it, and checks what is promised of merging and saving.</summary>
/// <param name="baseModel">The frozen base.</param>
/// <param name="domain">The shifted domain.</param>
/// <param name="device">Where to compute.</param>
/// <param name="reporter">Shows what is found.</param>
/// <param name="cancellation">Stops between two steps.</param>
internal sealed class AdapterRun(VisionTransformer baseModel, Domain domain, Device device, IReporter reporter, CancellationToken cancellation)
{
    private const int CalibrationBatches = 8;

    /// <summary>By how much a logit may move when the adapters are merged.</summary>
    public const double MergeTolerance = 1e-4;

    /// <summary>Loss of validation accuracy that a smaller rank is worth.</summary>
    private const double RankTolerance = 0.01;

    /// <summary>Runs one method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="seed">Seed of initialization and shuffling.</param>
    /// <param name="folder">Where the adapters are saved.</param>
    /// <param name="run">The folder of the training's own files; a run that it holds is replaced.</param>
    /// <exception cref="SampleException">Merging or reloading changed the answers.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public AdapterOutcome Run(AdapterMethod method, int seed, string folder, string run)
    {
        manual_seed(seed);
        using var adapted = method.Create().On(baseModel, device);
        var watch = Stopwatch.StartNew();
        if (method.AllocatesRanks)
            adapted.Lora.AllocateRanks(Calibration(method.Plan.BatchSize), batch => Loss(adapted, batch));
        Train(method, adapted, seed, run);
        var seconds = watch.Elapsed.TotalSeconds;

        var rows = method.SelectableRanks.Count == 0
            ? [Measure(method.Name, adapted, seconds)]
            : MeasureRanks(method, adapted, seconds);
        return new AdapterOutcome(rows, Verify(method, adapted, folder, run));
    }

    private void Train(AdapterMethod method, AdaptedModel adapted, int seed, string run)
    {
        var plan = method.Plan;
        var batches = Batches.Shuffled(domain.Train.Count, plan.BatchSize, seed, at => domain.Train.At(at.to(device)), dropLast: true);
        var steps = plan.Epochs * (domain.Train.Count / plan.BatchSize);
        var options = new TrainerOptions
        {
            Name = method.Name,
            Folder = run,
            Start = RunStart.Replace,
            Seed = seed,
            Epochs = plan.Epochs,
            Scheduler = optimizer => optim.lr_scheduler.LambdaLR(optimizer, step => TrainingPlan.Schedule(step, steps)),
            // The program stops on signals itself.
            StopsOnSignals = false,
            // The rate falls to zero: what the last step leaves is what is compared.
            RestoresBest = false,
        };
        reporter.Train(method.Name, steps, plan.Epochs, progress =>
        {
            var trainer = adapted.Lora.Trainer<LabelledImages>(
                parameters => optim.AdamW(parameters, lr: plan.LearningRate), batch => Loss(adapted, batch), options, callbacks: new ReportedProgress(progress));
            if (trainer.Fit(batches, () => Validate(adapted), cancellation).Stop == RunStops.Cancelled)
                throw new OperationCanceledException(cancellation);
        });
    }

    private ValidationScore Validate(AdaptedModel adapted)
    {
        var score = Evaluation.Score(adapted.Model, domain.Validation);
        return new ValidationScore(score.Loss, score.Accuracy);
    }

    private List<MethodResult> MeasureRanks(AdapterMethod method, AdaptedModel adapted, double seconds)
    {
        var rows = new List<MethodResult>();
        var validated = new List<(int Rank, double Accuracy)>();
        foreach (var rank in method.SelectableRanks)
        {
            adapted.Lora.SelectRank(rank);
            rows.Add(Measure($"{method.Name} at rank {rank}", adapted, seconds));
            validated.Add((rank, Evaluation.Accuracy(adapted.Model, domain.Validation)));
        }

        var best = validated.Max(entry => entry.Accuracy);
        adapted.Lora.SelectRank(validated.First(entry => entry.Accuracy >= best - RankTolerance).Rank);
        return rows;
    }

    private MethodResult Measure(string name, AdaptedModel adapted, double seconds) =>
        new(name, adapted.Lora.TrainableParameters, Evaluation.Accuracy(adapted.Model, domain.Test), seconds, adapted.Ranks());

    private AdapterCheck Verify(AdapterMethod method, AdaptedModel adapted, string folder, string run)
    {
        var accuracy = Evaluation.Accuracy(adapted.Model, domain.Test);
        var drift = adapted.Lora.Merge(() => adapted.Model.forward(domain.Test.Images));
        adapted.Lora.Unmerge();
        if (!(drift <= MergeTolerance))
            throw new SampleException(Invariant($"{method.Name}: merging moved a logit by {drift:0.0e+0}, more than {MergeTolerance:0.0e+0}."));

        adapted.Lora.Save(folder);
        using var reloaded = method.Create().On(baseModel, device);
        reloaded.Lora.Load(folder);
        var again = Evaluation.Accuracy(reloaded.Model, domain.Test);
        if (again != accuracy)
            throw new SampleException(Invariant($"{method.Name}: reloaded from {folder}, its accuracy is {again:0.0000} instead of {accuracy:0.0000}."));

        reporter.Say(Invariant($"{method.Name}: {100 * accuracy:0.0} % on the test images"));
        return new AdapterCheck(method.Name, RankText.Of(adapted.Ranks()), accuracy, drift, folder, run);
    }

    private IEnumerable<LabelledImages> Calibration(int batchSize)
    {
        for (var start = 0; start < CalibrationBatches * batchSize; start += batchSize)
            yield return domain.Train.Slice(start, batchSize);
    }

    private static Tensor Loss(AdaptedModel adapted, LabelledImages batch) =>
        nn.functional.cross_entropy(adapted.Model.forward(batch.Images), batch.Labels);
}
