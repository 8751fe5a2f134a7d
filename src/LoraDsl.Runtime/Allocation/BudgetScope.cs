using LoraDsl.Adapters;

namespace LoraDsl.Allocation;

/// <summary>A budget and the adaptive adapters that share it.</summary>
/// <param name="Owner">Where the budget is written, for reports and messages.</param>
/// <param name="Budget">Ranks to share out.</param>
/// <param name="Adapters">The adapters with their paths from the set that was asked.</param>
internal sealed record BudgetScope(string Owner, int Budget, IReadOnlyList<(string Path, AdaptiveLoraAdapter Adapter)> Adapters)
{
    /// <summary>AdaLoRA's adapters that share it: their ranks come while training.</summary>
    public IReadOnlyList<(string Path, AdaLoraAdapter Adapter)> Triplets { get; init; } = [];

    /// <summary>
    /// The budgets of a model: a budget belongs to the place where it is written and covers the adaptive adapters of that model and
    /// of its children, except where there is a budget closer by.
    /// </summary>
    /// <exception cref="InvalidOperationException">An adaptive adapter has no budget.</exception>
    public static IReadOnlyList<BudgetScope> Of(AdapterSet root)
    {
        var scopes = new List<BudgetScope>();
        var orphans = new List<(string Path, AdaptiveLoraAdapter Adapter)>();
        Collect(root, "", orphans, scopes);
        if (orphans.Count > 0)
        {
            throw new InvalidOperationException(
                $"The adaptive adapter '{orphans[0].Path}' of {root.ModelName} has no budget here: allocate on the model whose attribute has one, or write [Lora(\"adaptive\", budget: …)] on {root.ModelName}.");
        }

        return scopes;
    }

    private static void Collect(
        AdapterSet set, string prefix, List<(string, AdaptiveLoraAdapter)> outer, List<BudgetScope> scopes)
    {
        var shared = set.Budget is null ? outer : [];
        foreach (var (name, adapter) in set.OwnAdapters)
        {
            if (adapter is not AdaptiveLoraAdapter adaptive)
                continue;
            if (adaptive.Budget is { } own)
                scopes.Add(new BudgetScope(prefix + name, own, [(prefix + name, adaptive)]));
            else
                shared.Add((prefix + name, adaptive));
        }

        foreach (var (name, child) in set.Children)
            Collect(child, $"{prefix}{name}.", shared, scopes);
        if (set.Budget is { } budget)
            scopes.Add(new BudgetScope(prefix.Length == 0 ? set.ModelName : prefix.TrimEnd('.'), budget, shared));
    }
}
