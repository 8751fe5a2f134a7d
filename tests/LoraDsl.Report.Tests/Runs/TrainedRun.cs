using LoraDsl.Extensibility;
using LoraDsl.Formats.Runs;
using LoraDsl.Monitoring;
using LoraDsl.Schedules;
using Shared.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Report.Tests.Runs;

/// <summary>A real training of a small model on real digits, written down as any run is.</summary>
internal static class TrainedRun
{
    private const int Steps = 400;
    private const int BatchSize = 64;
    private const double LearningRate = 3e-3;

    public static RunFolder Train(string path)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var digits = DataSource.Load(DataSet.Digits, new SplitSizes(1200, 300, 200), 1, CPU, _ => { }, CancellationToken.None);
        using var model = new DigitNet();
        model.Lora.FreezeBase();
        var decisions = new List<RankDecision>();
        model.Lora.RankChanged += (_, change) => decisions.Add(new RankDecision(change.Step, change.Path, change.OldRank, change.NewRank, change.Kind.ToString(), change.Reason));
        model.Lora.AllocateRanks(Enumerable.Range(0, 4).Select(batch => digits.Train.Slice(batch * BatchSize, BatchSize)), batch => Loss(model, batch));

        var writer = new RunWriter(new RunFolder(path)).Describe(new RunDescription(
            "digits, adaptive ranks",
            nameof(DigitNet),
            DateTimeOffset.UtcNow,
            1,
            model.parameters().Where(parameter => !parameter.requires_grad).Sum(parameter => parameter.numel()),
            30,
            [
                .. model.Lora.Named().Select(entry => new RunAdapter(
                    entry.Path, "adaptive LoRA", entry.Adapter.Layer.Weight.shape[1], entry.Adapter.Layer.Weight.shape[0], entry.Adapter.CurrentRank, entry.Adapter.ParameterCount)),
            ],
            new Dictionary<string, string> { ["batch size"] = "64", ["learning rate"] = "3e-3, falling as a cosine", ["optimizer"] = "AdamW" }));
        var validations = Fit(model, digits, writer);
        var best = validations.Last(validation => validation.Best);
        writer.Decisions(decisions).Validations(validations)
            .End(new RunResult(Steps, Steps * BatchSize / digits.Train.Count, "completed", 4, best.Step, best.Loss, best.Accuracy, model.Lora.TrainableParameters));
        return writer.Folder;
    }

    private static List<ValidationMetrics> Fit(DigitNet model, Domain digits, RunWriter writer)
    {
        var monitor = new TrainingMonitor(model.Lora);
        var validations = new List<ValidationMetrics>();
        using var metrics = RunRecords.Metrics.Append(writer.Folder.MetricsFile);
        monitor.Recorded += metrics.Write;
        using var optimizer = model.Lora.Optimizer(
            parameters => optim.AdamW(parameters, lr: LearningRate), schedules: new RankScheduleOptions { GradientEnergy = new() { Window = 40 } });
        for (var step = 1; step <= Steps; step++)
        {
            using var scope = NewDisposeScope();
            var batch = digits.Train.At(randint(digits.Train.Count, [BatchSize], dtype: ScalarType.Int64));
            var rate = LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / Steps));
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = rate;
            optimizer.zero_grad();
            var answers = model.forward(batch.Images);
            var loss = functional.cross_entropy(answers, batch.Labels);
            loss.backward();
            monitor.Record(loss.item<float>(), Accuracy(answers, batch.Labels), rate);
            optimizer.step();
            if (step % 25 == 0)
                validations.Add(Validate(model, digits.Validation, step, validations));
        }

        return validations;
    }

    private static ValidationMetrics Validate(DigitNet model, LabelledImages images, long step, List<ValidationMetrics> before)
    {
        using var noGradient = no_grad();
        var answers = model.forward(images.Images);
        var loss = functional.cross_entropy(answers, images.Labels).item<float>();
        return new ValidationMetrics(step, null, loss, Accuracy(answers, images.Labels), before.All(earlier => loss < earlier.Loss));
    }

    private static Tensor Loss(DigitNet model, LabelledImages batch) => functional.cross_entropy(model.forward(batch.Images), batch.Labels);

    private static double Accuracy(Tensor answers, Tensor labels) => answers.argmax(1).eq(labels).to(ScalarType.Float32).mean().item<float>();
}
