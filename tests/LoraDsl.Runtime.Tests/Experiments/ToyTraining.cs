using LoraDsl.Experiments;
using LoraDsl.Formats.Experiments;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Experiments;

/// <summary>A real, small training: an adapter is to move a frozen layer to another one. Seeds draw data and adapter.</summary>
internal static class ToyTraining
{
    public const int Steps = 12;

    public static ExperimentPlan Plan(params long[] seeds) => new("toy", ["gentle", "fails"], [0.05, 0.01], seeds)
    {
        Metric = ExperimentMetric.Loss,
        Threads = 1,
        Settings = new Dictionary<string, string> { ["steps"] = "12" },
    };

    /// <summary>A trial; the strategy <c>fails</c> fails at the smaller rate.</summary>
    public static void Train(TrialRun run)
    {
        using var model = new ScaleTwo(6, 5);
        model.Lora.FreezeBase();
        run.Describe(model.Lora);
        var (x, target) = (randn(32, 6), randn(32, 5));
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, lr: run.Trial.LearningRate));
        run.Validate(Loss().item<float>());
        for (var step = 1; step <= Steps; step++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = Loss();
            loss.backward();
            run.Step(loss.item<float>(), learningRate: run.Trial.LearningRate);
            optimizer.step();
            if (run.Trial is { Strategy: "fails", LearningRate: < 0.02 } && step == 4)
                throw new InvalidOperationException("the flux capacitor is empty");
            if (step % 3 == 0)
                run.Validate(Loss().item<float>());
        }

        Tensor Loss() => nn.functional.mse_loss(model.forward(x), target);
    }
}
