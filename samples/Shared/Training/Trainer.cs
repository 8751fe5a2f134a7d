using LoraDsl.Optimization;
using Shared.Data;
using Shared.Reporting;
using static TorchSharp.torch;

namespace Shared.Training;

/// <summary>Minimises the cross-entropy of a classifier.</summary>
/// <param name="reporter">Shows how it goes.</param>
/// <param name="cancellation">Stops between two steps.</param>
internal sealed class Trainer(IReporter reporter, CancellationToken cancellation)
{
    /// <summary>Trains and leaves the model in evaluation mode.</summary>
    /// <param name="title">What is trained, for the person who waits.</param>
    /// <param name="model">Images to logits.</param>
    /// <param name="optimizer">Over whatever is to be trained.</param>
    /// <param name="domain">Images to train on, and to validate on after an epoch when the reporter asks.</param>
    /// <param name="plan">How long and how fast.</param>
    /// <param name="seed">Seed of the order of the images.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Fit(
        string title, nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, Domain domain, TrainingPlan plan, int seed)
    {
        var order = new Random(seed);
        var stepsPerEpoch = domain.Train.Count / plan.BatchSize;
        var steps = plan.Epochs * stepsPerEpoch;
        var scheduler = optim.lr_scheduler.LambdaLR(optimizer, step => TrainingPlan.Schedule(step, steps));

        reporter.Train(title, steps, plan.Epochs, progress =>
        {
            for (var epoch = 1; epoch <= plan.Epochs; epoch++)
            {
                model.train();
                var total = 0.0;
                foreach (var positions in Batches(domain.Train.Count, plan.BatchSize, order))
                {
                    cancellation.ThrowIfCancellationRequested();
                    var loss = Step(model, optimizer, domain.Train, positions);
                    scheduler.step();
                    total += loss;
                    progress.Step(loss);
                }

                progress.EpochEnded(epoch, total / stepsPerEpoch, () => Evaluation.Accuracy(model, domain.Validation));
            }
        });
        model.eval();
    }

    private static double Step(
        nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, LabelledImages images, long[] positions)
    {
        using var scope = NewDisposeScope();
        var batch = images.At(tensor(positions, device: images.Labels.device));
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(model.forward(batch.Images), batch.Labels);
        loss.backward();
        if (optimizer is LoraOptimizer lora)
            lora.ReportLoss(loss);
        optimizer.step();
        return loss.item<float>();
    }

    private static IEnumerable<long[]> Batches(int count, int size, Random order)
    {
        var positions = new long[count];
        for (var index = 0; index < count; index++)
            positions[index] = index;
        order.Shuffle(positions);
        for (var start = 0; start + size <= count; start += size)
            yield return positions[start..(start + size)];
    }
}
