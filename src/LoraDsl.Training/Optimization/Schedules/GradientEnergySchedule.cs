using LoraDsl.Methods;
using LoraDsl.Schedules;
using LoraDsl.State;

namespace LoraDsl.Optimization;

/// <summary>Runs a <see cref="GradientEnergySelector"/> on an adapter.</summary>
internal sealed class GradientEnergySchedule(AdaptiveLoraAdapter adapter, GradientEnergyOptions options) : IAdapterSchedule
{
    private readonly GradientProbe probe = new(adapter);
    private readonly GradientEnergySelector selector = new(options);

    public void BeforeStep(TrainingContext training) => probe.Attach();

    public RankSelection? AfterStep(long step) =>
        step % options.Window == 0 && probe.TakeSingularValues() is { } values ? selector.Select(adapter.Rank, values) : null;

    public void Save(SavedState state)
    {
        probe.Save(state);
        selector.Save(state);
    }

    public void RequireFit(SavedState state)
    {
        probe.RequireFit(state);
        new GradientEnergySelector(options).Load(state);
    }

    public void Load(SavedState state)
    {
        probe.Load(state);
        selector.Load(state);
    }

    public void Dispose() => probe.Dispose();
}
