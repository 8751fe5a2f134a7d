using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Schedules;

namespace LoraDsl.Management;

/// <summary>What the budgets of a model leave of the ranks that are asked for.</summary>
internal sealed class RankBudgets
{
    private readonly IReadOnlyList<BudgetScope> scopes;

    /// <summary>Reads the budgets.</summary>
    /// <exception cref="InvalidOperationException">An adaptive adapter has no budget.</exception>
    public RankBudgets(AdapterSet set) => scopes = BudgetScope.Measured(set);

    /// <summary>Where the budget of an adapter is written.</summary>
    public string OwnerOf(LayerAdapter adapter) => scopes.First(scope => scope.Adapters.Any(entry => entry.Adapter == adapter)).Owner;

    /// <summary>
    /// The ranks that budgets allow, by <see cref="RankDemand.Grant"/>. Adapters without a budget get what they want; those that want nothing
    /// keep what they have.
    /// </summary>
    /// <param name="demands">What an adapter has for certain, and what it wants.</param>
    /// <exception cref="ArgumentException">What adapters have for certain is more than a budget.</exception>
    public Dictionary<LayerAdapter, int> Grant(IReadOnlyDictionary<LayerAdapter, (int Certain, int Wanted)> demands)
    {
        var granted = demands.ToDictionary(demand => demand.Key, demand => demand.Value.Wanted);
        foreach (var scope in scopes)
        {
            RankDemand[] asked = [.. scope.Adapters.Select(entry => Demand(scope, entry.Adapter, demands))];
            var certain = asked.Sum(demand => Math.Min(demand.Rank, demand.Wanted) * demand.Cost);
            if (certain > scope.Budget.Amount)
                throw new ArgumentException($"The least ranks take {certain} of the budget of {scope.Owner}, which is {scope.Budget.Amount}: lower min_rank or raise the budget.");
            var ranks = RankDemand.Grant(asked, scope.Budget.Amount);
            foreach (var (index, (_, adapter)) in scope.Adapters.Index())
            {
                if (granted.ContainsKey(adapter))
                    granted[adapter] = ranks[index];
            }
        }

        return granted;
    }

    private static RankDemand Demand(BudgetScope scope, AdaptiveLoraAdapter adapter, IReadOnlyDictionary<LayerAdapter, (int Certain, int Wanted)> demands)
    {
        var (certain, wanted) = demands.GetValueOrDefault(adapter, (adapter.Rank, adapter.Rank));
        return new RankDemand(certain, wanted, scope.Budget.Unit == BudgetUnit.Ranks ? 1 : adapter.InFeatures + adapter.OutFeatures);
    }
}
