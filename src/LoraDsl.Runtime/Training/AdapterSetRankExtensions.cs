using LoraDsl.Adapters;
using LoraDsl.Allocation;
using LoraDsl.Importance;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>Ranks for the adaptive adapters of a model.</summary>
public static class AdapterSetRankExtensions
{
    /// <summary>
    /// Measures the importance of every adaptive adapter and shares out the budgets in proportion, before training. Adapters that get
    /// a rank start afresh, so that the model still equals its base.
    /// </summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="calibration">A few batches.</param>
    /// <param name="loss">The loss of a batch: runs the model and returns a scalar.</param>
    /// <param name="importance">The measure; the gradient norm when left out.</param>
    /// <returns>What was measured and given.</returns>
    /// <exception cref="ArgumentException">
    /// There are no batches, a score is not finite, or a budget is below its adapters' least ranks; nothing was changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// There is no adaptive adapter, one has no budget, is merged, or has been trained already; nothing was changed.
    /// </exception>
    public static RankAllocation AllocateRanks<TBatch>(
        this AdapterSet set, IEnumerable<TBatch> calibration, Func<TBatch, Tensor> loss, IImportanceMeasure? importance = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentNullException.ThrowIfNull(loss);

        var measure = importance ?? new GradientNorm();
        var scopes = BudgetScope.Of(set);
        var adapters = scopes.SelectMany(scope => scope.Adapters).Select(entry => (entry.Path, (LayerAdapter)entry.Adapter)).ToList();
        RequireFresh(set, scopes);

        var scores = measure.Measure(set.Model, adapters, calibration.Select(batch => (Func<Tensor>)(() => loss(batch))));
        return Apply(measure.Name, scopes, scores);
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
        return Apply("even shares", scopes, new double[scopes.Sum(scope => scope.Adapters.Count)]);
    }

    private static RankAllocation Apply(string measure, IReadOnlyList<BudgetScope> scopes, IReadOnlyList<double> scores)
    {
        // Every budget is shared out before any adapter is touched: an error leaves the model as it was.
        var next = 0;
        var plans = new List<(BudgetScope Scope, RankRequest[] Requests, int[] Ranks)>();
        foreach (var scope in scopes)
        {
            RankRequest[] requests = [.. scope.Adapters.Select(
                entry => new RankRequest(entry.Path, scores[next++], entry.Adapter.MinRank, entry.Adapter.MaxRank))];
            plans.Add((scope, requests, ProportionalAllocation.Allocate(requests, scope.Budget)));
        }

        var given = new List<AllocatedRank>();
        foreach (var (scope, requests, ranks) in plans)
        {
            var total = requests.Sum(request => request.Score);
            foreach (var (index, (path, adapter)) in scope.Adapters.Index())
            {
                adapter.Allocate(ranks[index]);
                var score = requests[index].Score;
                given.Add(new AllocatedRank(
                    path, scope.Owner, score, total > 0 ? score / total : 0, adapter.MinRank, adapter.MaxRank, adapter.Rank, adapter.ParameterCount));
            }
        }

        return new RankAllocation(measure, plans.Sum(plan => plan.Scope.Budget), given);
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
