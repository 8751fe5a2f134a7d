using LoraDsl.Adapters;

namespace LoraDsl.Methods;

/// <summary>A budget and the adaptive adapters that share it.</summary>
/// <param name="Owner">Where the budget is written, for reports and messages.</param>
/// <param name="Budget">What there is to share out, and how.</param>
/// <param name="Adapters">The adapters with their paths from the set that was asked.</param>
public sealed record BudgetScope(string Owner, AdapterBudget Budget, IReadOnlyList<(string Path, AdaptiveLoraAdapter Adapter)> Adapters)
{
    /// <summary>AdaLoRA's adapters that share it: their ranks come while training.</summary>
    public IReadOnlyList<(string Path, AdaLoraAdapter Adapter)> Triplets { get; init; } = [];

    /// <summary>What the least ranks of the adapters take of the budget.</summary>
    internal long LeastCost =>
        Adapters.Sum(entry => entry.Adapter.MinRank * CostOfRank(entry.Adapter)) + Triplets.Sum(entry => entry.Adapter.MinRank * CostOfRank(entry.Adapter));

    /// <summary>The budgets of a model that are shared out by scores, before training.</summary>
    /// <exception cref="InvalidOperationException">As of <see cref="Of"/>.</exception>
    public static IReadOnlyList<BudgetScope> Measured(AdapterSet root) => [.. Of(root).Where(scope => scope.Adapters.Count > 0)];

    /// <summary>
    /// The budgets of a model: a budget belongs to the place where it is written and covers the adaptive adapters of that model and
    /// of its children, except where there is a budget closer by.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// An adaptive adapter has no budget, or draws on one that AdaLoRA shares out without being AdaLoRA's itself, or the other way round.
    /// </exception>
    public static IReadOnlyList<BudgetScope> Of(AdapterSet root)
    {
        var scopes = new List<BudgetScope>();
        var orphans = new List<(string Path, LayerAdapter Adapter)>();
        Collect(root, "", orphans, scopes);
        if (orphans.Count > 0)
        {
            throw new InvalidOperationException(
                $"The adaptive adapter '{orphans[0].Path}' of {root.ModelName} has no budget here: allocate on the model whose attribute has one, or write [Lora(\"adaptive\", budget: …)] on {root.ModelName}.");
        }

        foreach (var scope in scopes)
            scope.RequireOneKind();
        return scopes;
    }

    private static void Collect(AdapterSet set, string prefix, List<(string, LayerAdapter)> outer, List<BudgetScope> scopes)
    {
        var shared = set.Budget is null ? outer : [];
        foreach (var (name, adapter) in set.OwnAdapters)
        {
            if (adapter is not (AdaptiveLoraAdapter or AdaLoraAdapter))
                continue;
            if ((adapter is AdaptiveLoraAdapter adaptive ? adaptive.Budget : ((AdaLoraAdapter)adapter).Budget) is { } own)
                scopes.Add(Scope(prefix + name, own, [(prefix + name, adapter)]));
            else
                shared.Add((prefix + name, adapter));
        }

        foreach (var (name, child) in set.Children)
            Collect(child, $"{prefix}{name}.", shared, scopes);
        if (set.Budget is { } budget)
            scopes.Add(Scope(prefix.Length == 0 ? set.ModelName : prefix.TrimEnd('.'), budget, shared));
    }

    private static BudgetScope Scope(string owner, AdapterBudget budget, IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters) =>
        new(owner, budget, [.. OfKind<AdaptiveLoraAdapter>(adapters)]) { Triplets = [.. OfKind<AdaLoraAdapter>(adapters)] };

    private static IEnumerable<(string Path, T Adapter)> OfKind<T>(IEnumerable<(string Path, LayerAdapter Adapter)> adapters)
        where T : LayerAdapter =>
        adapters.Where(entry => entry.Adapter is T).Select(entry => (entry.Path, (T)entry.Adapter));

    private long CostOfRank(LayerAdapter adapter) => Budget.Unit == BudgetUnit.Ranks ? 1 : adapter.InFeatures + adapter.OutFeatures;

    private void RequireOneKind()
    {
        var byAdaLora = Budget.Allocation == AllocationStrategy.AdaLora;
        if (byAdaLora && Adapters.Count > 0)
        {
            throw new InvalidOperationException(
                $"'{Adapters[0].Path}' draws on the budget of '{Owner}', which AdaLoRA shares out while training, and is no AdaLoRA adapter itself: write Allocation = AllocationStrategy.AdaLora on the attribute that declares it, or give it a budget of its own.");
        }

        if (!byAdaLora && Triplets.Count > 0)
        {
            throw new InvalidOperationException(
                $"'{Triplets[0].Path}' is adapted by AdaLoRA and draws on the budget of '{Owner}', which is shared out before training: write Allocation = AllocationStrategy.AdaLora on the attribute that has the budget, or give '{Triplets[0].Path}' a budget of its own.");
        }
    }
}
