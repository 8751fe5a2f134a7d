using LoraDsl.Extensibility;
using LoraDsl.Methods;
using LoraDsl.Schedules;
using LoraDsl.State;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>Runs a <see cref="GradientSubspaceSelector"/> on an adapter.</summary>
internal sealed class GradientSubspaceSchedule(AdaptiveLoraAdapter adapter, GradientSubspaceOptions options) : IAdapterSchedule
{
    private readonly GradientProbe probe = new(adapter);
    private readonly GradientSubspaceSelector selector = new(options);

    public void BeforeStep(TrainingContext training)
    {
        probe.Attach();

        // Only the last steps of a window count: norms of others would be read from the device for nothing.
        var place = (training.Step - 1) % options.Window;
        if (place < options.Window - options.ConsistencySteps)
            return;
        var (a, b) = (Norm(adapter.A), Norm(adapter.B));
        if (double.IsFinite(a) && double.IsFinite(b))
            selector.Observe(a, b);
    }

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
        new GradientSubspaceSelector(options).Load(state);
    }

    public void Load(SavedState state)
    {
        probe.Load(state);
        selector.Load(state);
    }

    public void Dispose() => probe.Dispose();

    private static double Norm(Parameter parameter)
    {
        using var scope = NewDisposeScope();
        return parameter.grad is { } gradient ? gradient.detach().norm().to(ScalarType.Float64).item<double>() : 0;
    }
}
