using LoraDsl.Adapters;

namespace LoraDsl.Allocation;

/// <summary>A budget and the adaptive adapters that share it.</summary>
/// <param name="Owner">Where the budget is written, for reports and messages.</param>
/// <param name="Budget">What there is to share out, and how.</param>
/// <param name="Adapters">The adapters with their paths from the set that was asked.</param>
internal sealed record BudgetScope(string Owner, AdapterBudget Budget, IReadOnlyList<(string Path, AdaptiveLoraAdapter Adapter)> Adapters)
{
    /// <summary>
    /// The budgets of a model: a budget belongs to the place where it is written and covers the adaptive adapters of that model and
    /// of its children, except where there is a budget closer by.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// An adaptive adapter has no budget, or draws on one that AdaLoRA shares out without being AdaLoRA's itself.
    /// </exception>
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

        // Nothing draws on a budget of AdaLoRA's adapters alone: they start with ranks and lose them while training.
        scopes.RemoveAll(scope => scope.Adapters.Count == 0);
        foreach (var scope in scopes)
        {
            if (scope.Budget.Allocation == AllocationStrategy.AdaLora)
            {
                throw new InvalidOperationException(
                    $"'{scope.Adapters[0].Path}' draws on the budget of '{scope.Owner}', which AdaLoRA shares out while training, and is no AdaLoRA adapter itself: write Allocation = AllocationStrategy.AdaLora on the attribute that declares it, or give it a budget of its own.");
            }
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
