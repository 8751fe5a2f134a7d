using LoraDsl.Adapters;
using LoraDsl.Combining;
using LoraDsl.Methods;
using LoraDsl.Recipes;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>Makes one adapter of several.</summary>
public static class AdapterCombinationExtensions
{
    /// <summary>
    /// Combines adapters into a new one, which is in force afterwards; the others stay as they are. A layer that only some of them adapt gets what
    /// these combine to. The products are formed in float32 (float64 for a float64 base).
    /// </summary>
    /// <param name="adapters">The adapters of a model.</param>
    /// <param name="newName">The name of the new adapter.</param>
    /// <param name="parts">Names and weights of what is combined.</param>
    /// <param name="options">How.</param>
    /// <returns>The new adapter: LoRA with the scaling 1.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, a name is unknown or stands twice, a weight is not finite, or there is nothing to combine.</exception>
    /// <exception cref="InvalidOperationException">
    /// The ranks at a layer differ where factors are combined, an adapter is LoRS's or DoRA's, or has its base compensated; nothing was changed.
    /// </exception>
    public static AdapterSet Combine(
        this ModelAdapters adapters, string newName, IReadOnlyList<(string Name, double Weight)> parts, CombinationOptions options)
    {
        ArgumentNullException.ThrowIfNull(adapters);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        adapters.RequireSum(parts);
        if (parts.FirstOrDefault(part => adapters[part.Name].TrainedWhole().Any()).Name is { } whole)
            throw new InvalidOperationException($"\"{whole}\" trains {PathText.Of(adapters[whole].TrainedWhole().Select(entry => entry.Path))} whole, which is no product of factors and cannot be combined.");
        if (parts.Count == 0)
            throw new ArgumentException("There is nothing to combine.", nameof(parts));
        lock (AttachedSets.LockOf(adapters.Model))
        {
            using var scope = NewDisposeScope();
            using var untracked = no_grad();
            using var generator = new Generator((ulong)options.Seed);
            var tasks = new TaskVectors(options, generator);
            var factors = Layers(adapters, parts)
                .Select(layer => (layer.Path, layer.Members[0].Adapter.Place, Factors: CombinedFactors.Of(layer.Path, layer.Members[0].Adapter.Layer, layer.Members, options, tasks)))
                .ToList();
            return RecipeAdapterSet.Attach(adapters.Model, newName, () => new CombinedAdapterSet(adapters.Model, newName, factors));
        }
    }

    private static IEnumerable<(string Path, List<(LowRankAdapter Adapter, double Weight)> Members)> Layers(
        ModelAdapters adapters, IReadOnlyList<(string Name, double Weight)> parts)
    {
        var found = parts
            .SelectMany(part => adapters[part.Name].Named().Select(entry => (entry.Path, entry.Adapter, part.Weight)))
            .Where(entry => entry.Adapter.EffectiveRank > 0)
            .ToList();
        if (parts.SelectMany(part => adapters[part.Name].Named()).FirstOrDefault(entry => entry.Adapter is TrainedRowsAdapter) is { Adapter: { } trained, Path: var place })
            throw new InvalidOperationException($"The adapter \"{trained.AdapterName}\" trains rows of '{place}', which are no product of factors: it cannot be combined. Run them together by Use(…).");
        foreach (var (path, adapter, _) in found)
        {
            if (adapter is not LowRankAdapter)
                throw new InvalidOperationException($"'{path}' is adapted by {adapter.Method}, whose part is no product of A and B: \"{adapter.AdapterName}\" cannot be combined. Run them together by Use(…).");
            if (adapter is LorsAdapter)
                throw new InvalidOperationException($"'{path}' is adapted by LoRS, whose part is masked and no product of factors: it cannot be combined.");
            adapter.Layer.RequireProduct("a combination");
            if (adapter is LowRankAdapter { IsDora: true })
                throw new InvalidOperationException($"'{path}' is adapted by DoRA, whose magnitudes rescale the whole weight: \"{adapter.AdapterName}\" is no product of factors and cannot be combined. Run them together by Use(…).");
            if (adapter.HasShift)
                throw new InvalidOperationException($"The adapter \"{adapter.AdapterName}\" of '{path}' has a bias on B, which is no product of factors: it cannot be combined. Run them together by Use(…).");
            if (adapter.CompensatedInitialization is not null)
                throw new InvalidOperationException($"The base of '{path}' is compensated for the initial values of \"{adapter.AdapterName}\": save that adapter and load it into a model that is not, then combine.");
        }

        return found.GroupBy(entry => entry.Adapter.Place).Select(group => (group.First().Path, group.Select(entry => ((LowRankAdapter)entry.Adapter, entry.Weight)).ToList()));
    }

    private sealed class CombinedAdapterSet : RecipeAdapterSet
    {
        public CombinedAdapterSet(nn.Module model, string name, IReadOnlyList<(string Path, AdaptedPlace Place, (Tensor A, Tensor B) Factors)> layers)
            : base(model, ModuleName.Of(model), name)
        {
            foreach (var (path, place, (a, b)) in layers)
            {
                var rank = (int)a.shape[0];
                var adapter = AddLora(place, path, new LoraOptions(rank));
                adapter.SetFactors(a.view(place.Layer.ShapeOfA(rank)), b.contiguous().view(place.Layer.ShapeOfB(rank)));
            }
        }
    }
}
