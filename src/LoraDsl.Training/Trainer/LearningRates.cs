using LoraDsl.Optimization;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>
/// The schedule of the learning rate. TorchSharp's schedules show no state, so that of a training that goes on is stepped through what the
/// training had stepped it through; the rates themselves are the optimizer's state.
/// </summary>
internal sealed class LearningRates : IStateful
{
    private readonly LoraOptimizer optimizer;
    private readonly TrainingUnit unit;
    private readonly optim.lr_scheduler.LRScheduler? scheduler;
    private readonly List<double> measured = [];
    private long steps;

    public LearningRates(LoraOptimizer optimizer, TrainerOptions options)
    {
        (this.optimizer, unit) = (optimizer, options.SchedulerUnit);
        scheduler = options.Scheduler?.Invoke(optimizer);
    }

    /// <summary>The rate of the first group.</summary>
    public double? Current => optimizer.ParamGroups.FirstOrDefault()?.LearningRate;

    private bool FollowsMeasurement => scheduler is optim.lr_scheduler.impl.ReduceLROnPlateau;

    /// <summary>A step or an epoch is done.</summary>
    public void Done(TrainingUnit done)
    {
        if (scheduler is null || FollowsMeasurement || done != unit)
            return;
        scheduler.step();
        steps++;
    }

    /// <summary>A validation is done.</summary>
    public void Measured(double metric)
    {
        if (!FollowsMeasurement)
            return;
        scheduler!.step(metric);
        measured.Add(metric);
    }

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        state.Write("steps", steps);
        state.WriteNumbers("measured", measured);
    }

    /// <summary>Comes before the optimizer's state: stepping starts from the rates of the beginning.</summary>
    public void Load(SavedState state)
    {
        var (saved, metrics) = (state.ReadWhole("steps"), state.ReadNumbers("measured"));
        while (scheduler is not null && !FollowsMeasurement && steps < saved)
            Done(unit);
        foreach (var metric in metrics)
            Measured(metric);
    }
}
