using LoraDsl.Adapters;
using LoraDsl.Allocation;
using LoraDsl.Extensibility;
using LoraDsl.Importance;
using LoraDsl.Methods;
using LoraDsl.Ranks;
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
    /// <param name="importance">The measure of every budget; left out, each budget's own, as its attribute says.</param>
    /// <param name="allocation">
    /// How scores become ranks, for every budget. Left out, as each budget's attribute says: in proportion when it says nothing, and then
    /// by components for a measure that scores them.
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

        lock (set.ChangeLock)
        {
            var scopes = BudgetScope.Measured(set);
            RequireFresh(set, scopes);
            var named = new Dictionary<RankImportance, IImportanceMeasure>();
            var budgets = scopes.Select(Shared).ToList();
            var losses = calibration.Select(batch => (Func<Tensor>)(() => loss(batch)));
            SharedBudget.Measure(set.Model, budgets, named.Count > 1 ? losses.ToList() : losses);
            return Give(set, budgets);

            SharedBudget Shared(BudgetScope scope)
            {
                if (importance is not { } measure && !named.TryGetValue(scope.Budget.Importance, out measure))
                    named.Add(scope.Budget.Importance, measure = AttributeMeasures.Create(scope.Budget.Importance));
                return new SharedBudget(scope, measure, allocation ?? AttributeAllocations.Create(scope.Budget, measure));
            }
        }
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
        lock (set.ChangeLock)
        {
            var scopes = BudgetScope.Measured(set);
            RequireFresh(set, scopes);
            return Give(set, [.. scopes.Select(scope => new SharedBudget(scope, null, new ProportionalAllocation(scope.Budget.Rounding)))]);
        }
    }

    private static RankAllocation Give(AdapterSet set, IReadOnlyList<SharedBudget> budgets)
    {
        // Every budget is shared out before any adapter is touched: an error leaves the model as it was.
        foreach (var budget in budgets)
            budget.Share();

        var given = budgets.Select(budget => budget.Give()).ToList();
        foreach (var change in given.SelectMany(part => part.Changes))
            set.OnRankChanged(change);
        return new RankAllocation([.. given.Select(part => part.Budget)], [.. given.SelectMany(part => part.Ranks)]);
    }

    private static void RequireFresh(AdapterSet set, IReadOnlyList<BudgetScope> scopes)
    {
        set.RequireUnmerged("allocate ranks to");
        var adapters = scopes.SelectMany(scope => scope.Adapters).ToList();
        if (adapters.Count == 0)
        {
            throw new InvalidOperationException(set.Named().Any(entry => entry.Adapter is AdaLoraAdapter)
                ? $"The adaptive adapters of {set.ModelName} are AdaLoRA's, which get their ranks in training: there are none to allocate before. Make the optimizer with AdaLoraOptions."
                : $"{set.ModelName} has no adaptive adapter: write [Lora(\"adaptive\", budget: …)] on the class or on a field.");
        }

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
