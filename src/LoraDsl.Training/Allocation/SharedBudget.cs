using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Importance;
using LoraDsl.Methods;
using LoraDsl.Ranks;
using static TorchSharp.torch;

namespace LoraDsl.Allocation;

/// <summary>A budget on its way to ranks.</summary>
/// <param name="scope">The budget and who draws on it.</param>
/// <param name="measure">What the ranks follow; <see langword="null"/> for even shares.</param>
/// <param name="allocation">How scores become ranks.</param>
internal sealed class SharedBudget(BudgetScope scope, IImportanceMeasure? measure, IRankAllocation allocation)
{
    private RankRequest[] requests = [.. scope.Adapters.Select(entry => Request(entry, 0, null))];
    private RankShares? shares;

    private bool IsByComponents => allocation is ComponentAllocation && measure is IComponentMeasure;

    /// <summary>Scores the adapters of every budget, each measure once over all adapters whose ranks follow it.</summary>
    public static void Measure(nn.Module model, IReadOnlyList<SharedBudget> budgets, IEnumerable<Func<Tensor>> losses)
    {
        foreach (var group in budgets.GroupBy(budget => (budget.Followed, budget.IsByComponents)))
        {
            var adapters = group.SelectMany(budget => budget.Adapters).Select(entry => (entry.Path, (LayerAdapter)entry.Adapter)).ToList();
            var components = group.Key.IsByComponents
                ? ((IComponentMeasure)group.Key.Followed).MeasureComponents(model, adapters, losses)
                : null;
            var scores = components?.Select(parts => parts.Sum()).ToList() ?? group.Key.Followed.Measure(model, adapters, losses);
            var next = 0;
            foreach (var budget in group)
            {
                budget.requests = [.. budget.Adapters.Select((entry, index) => Request(entry, scores[next + index], components?[next + index]))];
                next += budget.requests.Length;
            }
        }
    }

    /// <summary>Decides the ranks; touches no adapter.</summary>
    public void Share() => shares = allocation.Allocate(requests, new RankBudget(scope.Budget.Amount, scope.Budget.Unit));

    /// <summary>Gives the adapters their ranks.</summary>
    public (AllocatedBudget Budget, IReadOnlyList<AllocatedRank> Ranks, IReadOnlyList<RankChange> Changes) Give()
    {
        var given = shares ?? throw new InvalidOperationException("Ranks are shared out before they are given.");
        var followed = measure?.Name ?? "even shares";
        var total = requests.Sum(request => request.Score);
        var ranks = new List<AllocatedRank>();
        var changes = new List<RankChange>();
        foreach (var (index, (path, adapter)) in Adapters.Index())
        {
            var (oldRank, score) = (adapter.Rank, requests[index].Score);
            adapter.Allocate(given.Ranks[index]);
            var (reason, why) = given.ExplanationOf(index);
            ranks.Add(new AllocatedRank(
                path, scope.Owner, score, total > 0 ? score / total : 0, adapter.MinRank, adapter.MaxRank, adapter.Rank, adapter.ParameterCount, reason, why));
            if (adapter.Rank != oldRank)
                changes.Add(new RankChange(0, path, oldRank, adapter.Rank, RankChangeKind.Allocation, $"{followed}, {allocation.Name}: {why}"));
        }

        var budget = new AllocatedBudget(
            scope.Owner, followed, allocation.Name, scope.Budget.Unit, scope.Budget.Amount, given.Spent, given.Drift);
        return (budget, ranks, changes);
    }

    private IReadOnlyList<(string Path, AdaptiveLoraAdapter Adapter)> Adapters => scope.Adapters;

    private IImportanceMeasure Followed => measure ?? throw new InvalidOperationException("Even shares are not measured.");

    private static RankRequest Request(
        (string Path, AdaptiveLoraAdapter Adapter) entry, double score, IReadOnlyList<double>? components) =>
        new(entry.Path, score, entry.Adapter.MinRank, entry.Adapter.MaxRank, entry.Adapter.InFeatures + entry.Adapter.OutFeatures)
        {
            ComponentScores = components,
        };
}
