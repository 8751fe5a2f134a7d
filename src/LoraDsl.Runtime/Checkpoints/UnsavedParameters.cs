using LoraDsl.Adapters;

namespace LoraDsl.Checkpoints;

/// <summary>Parameters of a frozen base that were unfrozen by hand: training moves them, and no file of the adapters has them.</summary>
internal static class UnsavedParameters
{
    /// <summary>Throws where there are some. A base that is not frozen at all is not trained by its adapters.</summary>
    /// <exception cref="InvalidOperationException">There are.</exception>
    public static void RequireNone(AdapterSet set)
    {
        if (Of(set) is { Count: > 0 } names)
        {
            throw new InvalidOperationException(
                $"{PathText.Of(names)} of {set.ModelName} {(names.Count == 1 ? "was" : "were")} unfrozen by hand and would be lost, since adapters alone are saved: have {(names.Count == 1 ? "its module" : "their modules")} trained whole by [TrainWhole] or LoraConfig.ModulesToSave, freeze what is not trained, or leave it out by dropUnfrozen: true.");
        }
    }

    private static IReadOnlyList<string> Of(AdapterSet set)
    {
        var adapters = set.Named().ToList();
        if (adapters.Count == 0 || adapters.Exists(entry => entry.Adapter.Layer.Weight.requires_grad))
            return [];
        var saved = set.TrainedTensors().Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var factors = set.Model.modules().OfType<LayerAdapter>().SelectMany(adapter => adapter.Factors).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return
        [
            .. set.Model.named_parameters()
                .Where(entry => entry.parameter.requires_grad && !saved.Contains(entry.name) && !factors.Contains(entry.parameter))
                .Select(entry => entry.name),
        ];
    }
}
