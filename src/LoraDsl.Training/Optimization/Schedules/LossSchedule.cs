using LoraDsl.Methods;
using LoraDsl.Schedules;
using LoraDsl.State;

namespace LoraDsl.Optimization;

/// <summary>Runs a <see cref="LossSelector"/> on an adapter, with the mean loss of some steps as a check.</summary>
internal sealed class LossSchedule(string path, AdaptiveLoraAdapter adapter, LossScheduleOptions options) : IAdapterSchedule
{
    private readonly LossSelector selector = new(options);
    private (double Sum, int Count) losses;

    public bool FollowsLoss => true;

    public void BeforeStep(TrainingContext training)
    {
        var loss = training.Loss ?? throw new InvalidOperationException(
            $"The rank of '{path}' follows the loss (Schedule = RankSchedule.Loss), which was not reported: call ReportLoss(loss) of the optimizer before step(), or give step() a closure.");
        if (double.IsFinite(loss))
            losses = (losses.Sum + loss, losses.Count + 1);
    }

    public RankSelection? AfterStep(long step)
    {
        if (step % options.StepsPerCheck != 0 || losses.Count == 0)
            return null;
        selector.Observe(losses.Sum / losses.Count);
        losses = default;
        return selector.Select(adapter.Rank);
    }

    public void Save(SavedState state)
    {
        state.WriteNumbers("sum", losses.Sum);
        state.Write("count", losses.Count);
        selector.Save(state);
    }

    public void RequireFit(SavedState state)
    {
        _ = (state.ReadNumber("sum"), state.ReadCount("count"));
        new LossSelector(options).Load(state);
    }

    public void Load(SavedState state)
    {
        losses = (state.ReadNumber("sum"), (int)state.ReadCount("count"));
        selector.Load(state);
    }

    public void Dispose()
    {
    }
}
