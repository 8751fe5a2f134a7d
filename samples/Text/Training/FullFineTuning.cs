using LoraDsl.Models.Bert;
using Shared.Reporting;
using Shared.Training;
using static TorchSharp.torch;

namespace TextSample.Training;

/// <summary>Fine-tuning of every weight of the model, without adapters.</summary>
/// <param name="reporter">Shows how it goes.</param>
/// <param name="cancellation">Stops between two steps.</param>
internal sealed class FullFineTuning(IReporter reporter, CancellationToken cancellation)
{
    /// <summary>Trains.</summary>
    /// <param name="title">What is trained, for the person who waits.</param>
    /// <param name="model">The model.</param>
    /// <param name="mails">What it learns from.</param>
    /// <param name="validation">What it is validated on when the reporter asks.</param>
    /// <param name="plan">How long and how fast.</param>
    /// <param name="seed">Seed of the order of the mails.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(string title, BertForSequenceClassification model, MailTokens mails, MailTokens validation, TrainingPlan plan, int seed)
    {
        var perEpoch = (mails.Count + plan.BatchSize - 1) / plan.BatchSize;
        var steps = plan.Epochs * perEpoch;
        using var optimizer = optim.AdamW(model.parameters(), lr: plan.LearningRate);
        var scheduler = optim.lr_scheduler.LambdaLR(optimizer, step => TrainingPlan.Schedule(step, steps));
        reporter.Train(title, steps, plan.Epochs, progress =>
        {
            for (var epoch = 1; epoch <= plan.Epochs; epoch++)
            {
                model.train();
                var total = 0.0;
                foreach (var loss in Losses(model, optimizer, mails.Shuffled(plan.BatchSize, MailTokens.EpochSeed(seed, epoch))))
                {
                    scheduler.step();
                    total += loss;
                    progress.Step(loss);
                }

                if (epoch == plan.Epochs || epoch % TextPlan.ValidateEvery(plan.Epochs) == 0)
                    progress.EpochEnded(epoch, total / perEpoch, () => Evaluation.Score(model, validation).Accuracy);
            }
        });
        model.eval();
    }

    private IEnumerable<double> Losses(BertForSequenceClassification model, optim.Optimizer optimizer, IEnumerable<MailBatch> batches)
    {
        using var each = batches.GetEnumerator();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            if (!each.MoveNext())
                yield break;
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(model.forward(each.Current.Ids, each.Current.Mask), each.Current.Labels);
            loss.backward();
            optimizer.step();
            yield return loss.item<float>();
        }
    }
}
