using System.Diagnostics;
using LoraDsl;
using LoraDsl.Adapters;
using LoraDsl.Models.Bert;
using LoraDsl.Training;
using Shared;
using Shared.Reporting;
using Shared.Training;
using TextSample.Reporting;
using static System.FormattableString;
using static TorchSharp.torch;

namespace TextSample.Training;

/// <summary>Adapts the encoder by one method, measures it, and checks what is promised of merging and saving.</summary>
/// <param name="baseFolder">The frozen base.</param>
/// <param name="data">The mails.</param>
/// <param name="seed">Seed of the labels, of initialization and of shuffling.</param>
/// <param name="reporter">Shows what is found.</param>
/// <param name="cancellation">Stops between two steps.</param>
internal sealed class AdapterRun(string baseFolder, MailData data, int seed, IReporter reporter, CancellationToken cancellation)
{
    /// <summary>By how much a logit may move when the adapters are merged, or loaded into a fresh model.</summary>
    public const double MergeTolerance = 1e-4;

    private const int CalibrationBatches = 4;
    private const int ProbeMails = 32;

    /// <summary>Loss of validation accuracy that a smaller rank is worth.</summary>
    private const double RankTolerance = 0.01;

    /// <summary>Runs one method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="labelled">The mails to train on.</param>
    /// <param name="head">What the head starts with.</param>
    /// <param name="folder">Where the adapters are saved.</param>
    /// <param name="run">The folder of the training's own files; a run that it holds is replaced.</param>
    /// <exception cref="SampleException">Merging or reloading changed the answers.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public AdapterOutcome Run(TextMethod method, MailTokens labelled, FrozenHead head, string folder, string run)
    {
        manual_seed(seed);
        using var model = MailModel.Load(baseFolder, labelled.Device);
        head.CopyTo(model);
        var lora = method.Attach(model);
        lora.FreezeBase();
        foreach (var (_, parameter) in MailModel.HeadOf(model))
            parameter.requires_grad = true;

        var plan = method.Plan(labelled.Count);
        var watch = Stopwatch.StartNew();
        if (method.AllocatesRanks)
            lora.AllocateRanks(labelled.Shuffled(plan.BatchSize, seed).Take(CalibrationBatches), batch => Loss(model, batch));
        Train(Title(method, labelled), model, lora, labelled, plan, run);
        var seconds = watch.Elapsed.TotalSeconds;

        var rows = method.SelectableRanks.Count == 0
            ? [Measure(method.Name, model, lora, labelled.Count, seconds)]
            : MeasureRanks(method, model, lora, labelled.Count, seconds);
        return new AdapterOutcome(rows, Verify(method, model, lora, labelled.Count, folder, run));
    }

    private static string Title(TextMethod method, MailTokens labelled) => $"{method.Name} ({labelled.Count})";

    private void Train(string title, BertForSequenceClassification model, AdapterSet lora, MailTokens labelled, TrainingPlan plan, string run)
    {
        var steps = plan.Epochs * ((labelled.Count + plan.BatchSize - 1) / plan.BatchSize);
        var options = new TrainerOptions
        {
            Name = title,
            Folder = run,
            Start = RunStart.Replace,
            Seed = seed,
            Epochs = plan.Epochs,
            Scheduler = optimizer => optim.lr_scheduler.LambdaLR(optimizer, step => TrainingPlan.Schedule(step, steps)),
            ValidateEvery = TrainingInterval.Epochs(TextPlan.ValidateEvery(plan.Epochs)),
            CheckpointEvery = TrainingInterval.Epochs(plan.Epochs),
            // The program stops on signals itself.
            StopsOnSignals = false,
            // The rate falls to zero: what the last step leaves is what is compared.
            RestoresBest = false,
            // The head is saved beside the adapters.
            DropUnfrozen = true,
        };
        reporter.Train(title, steps, plan.Epochs, progress =>
        {
            var trainer = lora.Trainer<MailBatch>(
                parameters => optim.AdamW(parameters, lr: plan.LearningRate), batch => Loss(model, batch), options, callbacks: new ReportedProgress(progress));
            var batches = Batches.PerEpoch(epoch => labelled.Shuffled(plan.BatchSize, MailTokens.EpochSeed(seed, epoch)));
            if (trainer.Fit(batches, () => Validate(model), cancellation).Stop == LoraDsl.Formats.Runs.RunStops.Cancelled)
                throw new OperationCanceledException(cancellation);
        });
    }

    private ValidationScore Validate(BertForSequenceClassification model)
    {
        var score = Evaluation.Score(model, data.Validation);
        return new ValidationScore(score.Loss, score.Accuracy);
    }

    private List<MethodResult> MeasureRanks(TextMethod method, BertForSequenceClassification model, AdapterSet lora, int labels, double seconds)
    {
        var rows = new List<MethodResult>();
        var validated = new List<(int Rank, double Accuracy)>();
        foreach (var rank in method.SelectableRanks)
        {
            cancellation.ThrowIfCancellationRequested();
            lora.SelectRank(rank);
            rows.Add(Measure($"{method.Name} at rank {rank}", model, lora, labels, seconds));
            validated.Add((rank, Evaluation.Score(model, data.Validation).Accuracy));
        }

        var best = validated.Max(entry => entry.Accuracy);
        lora.SelectRank(validated.First(entry => entry.Accuracy >= best - RankTolerance).Rank);
        return rows;
    }

    private MethodResult Measure(string name, BertForSequenceClassification model, AdapterSet lora, int labels, double seconds)
    {
        var score = Evaluation.Score(model, data.Test);
        reporter.Say(Invariant($"{name}, {labels} labels: {100 * score.Accuracy:0.0} % of the test mails are told right"));
        return new MethodResult(name, labels, lora.TrainableParameters, score.Accuracy, score.MacroF1, seconds, RanksOf(lora));
    }

    private static Dictionary<string, int> RanksOf(AdapterSet lora) => lora.Named().ToDictionary(entry => entry.Path, entry => entry.Adapter.CurrentRank);

    private AdapterCheck Verify(TextMethod method, BertForSequenceClassification model, AdapterSet lora, int labels, string folder, string run)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var probe = data.Test.First(ProbeMails);
        var drift = lora.Merge(() => Evaluation.Logits(model, probe));
        lora.Unmerge();
        if (!(drift <= MergeTolerance))
            throw new SampleException(Invariant($"{method.Name}: merging moved a logit by {drift:0.0e+0}, more than {MergeTolerance:0.0e+0}."));

        AdapterFolder.Save(lora, model, baseFolder, folder);
        using var reloaded = MailModel.Load(baseFolder, probe.Device);
        AdapterFolder.Load(reloaded, folder);
        var change = (Evaluation.Logits(reloaded, probe) - Evaluation.Logits(model, probe)).abs().max().item<float>();
        if (!(change <= MergeTolerance))
            throw new SampleException(Invariant($"{method.Name}: reloaded from {folder}, a logit is off by {change:0.0e+0}."));
        return new AdapterCheck(method.Name, labels, drift, folder, run);
    }

    private static Tensor Loss(BertForSequenceClassification model, MailBatch batch) =>
        nn.functional.cross_entropy(model.forward(batch.Ids, batch.Mask), batch.Labels);
}
