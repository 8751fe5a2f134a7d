using LoraDsl.Differentiation;
using LoraDsl.Optimization;
using TorchSharp.Modules;
using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>A step: the gradients of its batches, their mean, and what moves the parameters.</summary>
internal sealed class StepRunner<TBatch>(LoraOptimizer optimizer, Func<TBatch, Tensor> loss, TrainerOptions options)
{
    /// <summary>Gathers the gradients of as many batches as a step has; fewer where the epoch ends.</summary>
    /// <param name="reader">The epoch.</param>
    /// <param name="step">The step's number, for messages.</param>
    /// <returns>How many there were, and their mean loss.</returns>
    /// <exception cref="InvalidOperationException">A loss is no finite scalar, or depends on nothing that is trained; nothing has moved.</exception>
    public (int Batches, double Loss) Gather(BatchReader<TBatch> reader, long step)
    {
        optimizer.RequireParameters();

        // Not filled with zeros: what a step does not reach is to be left alone, in a training that goes on as in one that never stopped.
        foreach (var parameter in optimizer.parameters())
            parameter.grad = null;
        var (count, sum) = (0, 0.0);
        for (; count < options.Accumulation; count++)
        {
            using var scope = reader.MakesTensors ? NewDisposeScope() : null;
            if (!reader.TryRead(out var batch))
                break;
            sum += Backward(batch, step);
        }

        if (count is > 0 && count < options.Accumulation)
            Scale((double)options.Accumulation / count);
        return (count, count == 0 ? 0 : sum / count);
    }

    /// <summary>Moves the parameters.</summary>
    public void Move(double meanLoss)
    {
        using var scope = NewDisposeScope();
        if (options.ClipNorm is { } norm)
            nn.utils.clip_grad_norm_(WithGradients(), norm);
        optimizer.ReportLoss(meanLoss);
        optimizer.step();
    }

    private double Backward(TBatch batch, long step)
    {
        using var scope = NewDisposeScope();
        var value = LossChecks.RequireScalar(loss(batch));
        if (!value.requires_grad)
            throw new InvalidOperationException("The loss does not depend on anything that is trained: are the adapters enabled, and is the loss computed with gradients?");

        var number = value.detach().to(ScalarType.Float64).cpu().item<double>();
        if (!double.IsFinite(number))
            throw new InvalidOperationException(Invariant($"The loss of step {step} is {number}; nothing was stepped. Lower the learning rate, clip the gradients (ClipNorm), or look at the batch; a run with a folder goes on from its last checkpoint."));
        GuardedGradient.Backward((options.Accumulation == 1 ? value : value.div(options.Accumulation)).sum());
        return number;
    }

    private void Scale(double factor)
    {
        using var untracked = no_grad();
        using var scope = NewDisposeScope();
        foreach (var parameter in WithGradients())
            parameter.grad!.mul_(factor);
    }

    private Parameter[] WithGradients() => [.. optimizer.parameters().Where(parameter => parameter.grad is not null)];
}
