using LoraDsl.Adapters;
using LoraDsl.Allocation;
using LoraDsl.Importance;
using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>Ranks for the adaptive adapters of a model.</summary>
public static class AdapterSetRankExtensions
{
    /// <summary>
    /// Measures the importance of every adaptive adapter and shares out the budgets by it, before training. Adapters that get a rank
    /// start afresh, so that the model still equals its base.
    /// </summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="calibration">A few batches.</param>
    /// <param name="loss">The loss of a batch: runs the model and returns a scalar.</param>
    /// <param name="importance">The measure; the gradient norm when left out.</param>
    /// <param name="allocation">
    /// How scores become ranks. Left out: by components for a measure that scores them, else in proportion by largest remainder.
    /// </param>
    /// <returns>What was measured and given.</returns>
    /// <exception cref="ArgumentException">
    /// There are no batches, a score is not finite, or a budget is below its adapters' least ranks; nothing was changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// There is no adaptive adapter, one has no budget, is merged, or has been trained already; nothing was changed.
    /// </exception>
    public static RankAllocation AllocateRanks<TBatch>(
        this AdapterSet set,
        IEnumerable<TBatch> calibration,
        Func<TBatch, Tensor> loss,
        IImportanceMeasure? importance = null,
        IRankAllocation? allocation = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentNullException.ThrowIfNull(loss);

        var measure = importance ?? new GradientNorm();
        var scopes = BudgetScope.Of(set);
        var adapters = scopes.SelectMany(scope => scope.Adapters).Select(entry => (entry.Path, (LayerAdapter)entry.Adapter)).ToList();
        RequireFresh(set, scopes);

        var chosen = allocation ?? (measure is IComponentMeasure ? new ComponentAllocation() : new ProportionalAllocation());
        var losses = calibration.Select(batch => (Func<Tensor>)(() => loss(batch)));
        if (chosen is ComponentAllocation && measure is IComponentMeasure byComponent)
        {
            var components = byComponent.MeasureComponents(set.Model, adapters, losses);
            return Apply(set, measure.Name, scopes, [.. components.Select(scores => scores.Sum())], chosen, components);
        }

        return Apply(set, measure.Name, scopes, measure.Measure(set.Model, adapters, losses), chosen);
    }

    /// <summary>Shares out the budgets evenly, without measuring anything.</summary>
    /// <param name="set">The adapters of the model.</param>
    /// <returns>What was given.</returns>
    /// <exception cref="ArgumentException">A budget is below its adapters' least ranks; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is no adaptive adapter, one has no budget, is merged, or has been trained already; nothing was changed.
    /// </exception>
    public static RankAllocation AllocateRanksEvenly(this AdapterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var scopes = BudgetScope.Of(set);
        RequireFresh(set, scopes);
        return Apply(set, "even shares", scopes, new double[scopes.Sum(scope => scope.Adapters.Count)], new ProportionalAllocation());
    }

    private static RankAllocation Apply(
        AdapterSet set,
        string measure,
        IReadOnlyList<BudgetScope> scopes,
        IReadOnlyList<double> scores,
        IRankAllocation allocation,
        IReadOnlyList<IReadOnlyList<double>>? components = null)
    {
        // Every budget is shared out before any adapter is touched: an error leaves the model as it was.
        var next = 0;
        var plans = new List<(BudgetScope Scope, RankRequest[] Requests, IReadOnlyList<int> Ranks)>();
        foreach (var scope in scopes)
        {
            RankRequest[] requests = [.. scope.Adapters.Select((entry, index) => Request(entry.Path, entry.Adapter, next + index))];
            next += requests.Length;
            plans.Add((scope, requests, allocation.Allocate(requests, new RankBudget(scope.Budget)).Ranks));
        }

        var given = new List<AllocatedRank>();
        var changes = new List<RankChangedEventArgs>();
        foreach (var (scope, requests, ranks) in plans)
        {
            var total = requests.Sum(request => request.Score);
            foreach (var (index, (path, adapter)) in scope.Adapters.Index())
            {
                var oldRank = adapter.Rank;
                adapter.Allocate(ranks[index]);
                var score = requests[index].Score;
                var share = total > 0 ? score / total : 0;
                given.Add(new AllocatedRank(
                    path, scope.Owner, score, share, adapter.MinRank, adapter.MaxRank, adapter.Rank, adapter.ParameterCount));
                if (adapter.Rank != oldRank)
                    changes.Add(new RankChangedEventArgs(path, oldRank, adapter.Rank, 0, RankChangeKind.Allocation, Invariant($"{measure}: a share of {share:p1} of the budget of {scope.Owner}")));
            }
        }

        foreach (var change in changes)
            set.OnRankChanged(change);

        return new RankAllocation(measure, plans.Sum(plan => plan.Scope.Budget), given);

        RankRequest Request(string path, AdaptiveLoraAdapter adapter, int index) =>
            new(path, scores[index], adapter.MinRank, adapter.MaxRank, adapter.InFeatures + adapter.OutFeatures)
            {
                ComponentScores = components?[index],
            };
    }

    private static void RequireFresh(AdapterSet set, IReadOnlyList<BudgetScope> scopes)
    {
        set.RequireUnmerged("allocate ranks to");
        var adapters = scopes.SelectMany(scope => scope.Adapters).ToList();
        if (adapters.Count == 0)
            throw new InvalidOperationException($"{set.ModelName} has no adaptive adapter: write [Lora(\"adaptive\", budget: …)] on the class or on a field.");
        foreach (var (path, adapter) in adapters)
        {
            if (adapter.IsTrained)
            {
                throw new InvalidOperationException(
                    $"The adapter '{path}' has been trained: sharing out ranks anew would throw that away. Allocate before training, on a fresh model.");
            }
        }
    }
}
