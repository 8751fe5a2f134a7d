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
    /// The ranks that budgets allow, by <see cref="RankWish.Grant"/>. Adapters without a budget get what they want; those that want nothing
    /// keep what they have.
    /// </summary>
    /// <param name="wishes">What an adapter has for certain, and what it wants.</param>
    /// <exception cref="ArgumentException">What adapters have for certain is more than a budget.</exception>
    public Dictionary<LayerAdapter, int> Grant(IReadOnlyDictionary<LayerAdapter, (int Certain, int Wanted)> wishes)
    {
        var granted = wishes.ToDictionary(wish => wish.Key, wish => wish.Value.Wanted);
        foreach (var scope in scopes)
        {
            RankWish[] asked = [.. scope.Adapters.Select(entry => Wish(scope, entry.Adapter, wishes))];
            var certain = asked.Sum(wish => Math.Min(wish.Rank, wish.Wanted) * wish.Cost);
            if (certain > scope.Budget.Amount)
                throw new ArgumentException($"The least ranks take {certain} of the budget of {scope.Owner}, which is {scope.Budget.Amount}: lower min_rank or raise the budget.");
            var ranks = RankWish.Grant(asked, scope.Budget.Amount);
            foreach (var (index, (_, adapter)) in scope.Adapters.Index())
            {
                if (granted.ContainsKey(adapter))
                    granted[adapter] = ranks[index];
            }
        }

        return granted;
    }

    private static RankWish Wish(BudgetScope scope, AdaptiveLoraAdapter adapter, IReadOnlyDictionary<LayerAdapter, (int Certain, int Wanted)> wishes)
    {
        var (certain, wanted) = wishes.GetValueOrDefault(adapter, (adapter.Rank, adapter.Rank));
        return new RankWish(certain, wanted, scope.Budget.Unit == BudgetUnit.Ranks ? 1 : adapter.InFeatures + adapter.OutFeatures);
    }
}
