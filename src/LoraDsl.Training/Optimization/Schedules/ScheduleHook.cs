using LoraDsl.Adapters;
using LoraDsl.Hooks;
using LoraDsl.Limits;
using LoraDsl.Methods;
using LoraDsl.Schedules;
using LoraDsl.State;

namespace LoraDsl.Optimization;

/// <summary>Runs the schedules of adaptive adapters and gives the ranks that they ask for, as far as budgets and bounds allow.</summary>
internal sealed class ScheduleHook : IStepHook, IDisposable
{
    private readonly IReadOnlyList<BudgetScope> scopes;
    private readonly Dictionary<AdaptiveLoraAdapter, IAdapterSchedule> schedules;
    private readonly string[] paths;
    private readonly TrainingContext context;

    private ScheduleHook(
        TrainingContext context, IReadOnlyList<BudgetScope> scopes, (string Path, AdaptiveLoraAdapter Adapter)[] scheduled, RankScheduleOptions options)
    {
        this.context = context;
        this.scopes = scopes;
        schedules = scheduled.ToDictionary(entry => entry.Adapter, entry => Schedule(entry.Path, entry.Adapter, options));
        paths = [.. scheduled.Select(entry => entry.Path)];
    }

    /// <inheritdoc/>
    public bool FollowsLoss => schedules.Values.Any(schedule => schedule.FollowsLoss);

    /// <summary>The hook of a model that has schedules, or <see langword="null"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    /// <exception cref="InvalidOperationException">An adapter with a schedule has no budget.</exception>
    public static ScheduleHook? Create(TrainingContext training, RankScheduleOptions options)
    {
        OptionGuard.AtLeast(1, options.GradientEnergy.Window, "GradientEnergy.Window");
        OptionGuard.AtLeast(1, options.Loss.StepsPerCheck, "Loss.StepsPerCheck");
        OptionGuard.AtLeast(1, options.Loss.Patience, "Loss.Patience");
        OptionGuard.AtLeast(1, options.GradientSubspace.Window, "GradientSubspace.Window");
        OptionGuard.AtLeast(1, options.GradientSubspace.ConsistencySteps, "GradientSubspace.ConsistencySteps");
        (string Path, AdaptiveLoraAdapter Adapter)[] scheduled =
        [
            .. from entry in training.Adapters
               let adapter = entry.Adapter as AdaptiveLoraAdapter
               where adapter is not null && adapter.Schedule != RankSchedule.Constant
               select (entry.Path, adapter),
        ];
        if (scheduled.Length == 0)
            return null;
        var scopes = BudgetScope.Of(training.Set);
        return new ScheduleHook(training, scopes, scheduled, options);
    }

    /// <inheritdoc/>
    public void BeforeStep(ITrainingStep training)
    {
        foreach (var schedule in schedules.Values)
            schedule.BeforeStep(context);
    }

    /// <inheritdoc/>
    public void AfterStep(ITrainingStep training, bool completed)
    {
        if (!completed)
            return;
        var decisions = new Dictionary<AdaptiveLoraAdapter, RankSelection>();
        foreach (var (adapter, schedule) in schedules)
        {
            if (schedule.AfterStep(training.Step) is { } decision)
                decisions.Add(adapter, decision);
        }

        if (decisions.Count == 0)
            return;
        foreach (var scope in scopes)
            Give(scope, decisions);
    }

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        foreach (var (path, schedule) in paths.Zip(schedules.Values))
            schedule.Save(state.Section(path));
    }

    /// <inheritdoc/>
    public void RequireFit(SavedState state, long step)
    {
        foreach (var (path, schedule) in paths.Zip(schedules.Values))
            schedule.RequireFit(state.Section(path));
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        foreach (var (path, schedule) in paths.Zip(schedules.Values))
            schedule.Load(state.Section(path));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var schedule in schedules.Values)
            schedule.Dispose();
    }

    private void Give(BudgetScope scope, Dictionary<AdaptiveLoraAdapter, RankSelection> decisions)
    {
        RankDemand[] demands = [.. scope.Adapters.Select(entry => Demand(entry.Adapter))];
        var granted = RankDemand.Grant(demands, scope.Budget.Amount);
        foreach (var (index, (_, adapter)) in scope.Adapters.Index())
        {
            if (!decisions.TryGetValue(adapter, out var decision) || granted[index] == adapter.Rank)
                continue;
            var limit = granted[index] < demands[index].Wanted ? $"; the budget of {scope.Owner} allows {granted[index]} of {demands[index].Wanted}" : "";
            context.Resize(adapter, granted[index], RankChangeKind.Schedule, decision.Reason + limit);
        }

        RankDemand Demand(AdaptiveLoraAdapter adapter) => new(
            adapter.Rank,
            decisions.TryGetValue(adapter, out var decision) ? Math.Clamp(decision.Rank, adapter.MinRank, adapter.MaxRank) : adapter.Rank,
            scope.Budget.Unit == BudgetUnit.Ranks ? 1 : adapter.InFeatures + adapter.OutFeatures);
    }

    private static IAdapterSchedule Schedule(string path, AdaptiveLoraAdapter adapter, RankScheduleOptions options) => adapter.Schedule switch
    {
        RankSchedule.GradientEnergy => new GradientEnergySchedule(adapter, options.GradientEnergy),
        RankSchedule.GradientSubspace => new GradientSubspaceSchedule(adapter, options.GradientSubspace),
        RankSchedule.Loss => new LossSchedule(path, adapter, options.Loss),
        var other => throw new InvalidOperationException($"The adapter '{path}' has an unknown schedule, {other}."),
    };
}
