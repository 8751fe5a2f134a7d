using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Methods;

namespace LoraDsl.Checkpoints;

/// <summary>Whether a file of VeRA, LoHa, LoKr or IA³ fits a model's adapters.</summary>
/// <param name="description">The file.</param>
/// <param name="modelName">Name of the model's class, for messages.</param>
internal sealed class VariantFit(AdapterDescription description, string modelName)
{
    /// <summary>Each adapter with what the file has of it.</summary>
    /// <exception cref="InvalidOperationException">The file and the model do not fit.</exception>
    public IReadOnlyList<(string Path, VariantAdapter Adapter, DescribedVariant Layer)> Check(AdapterSet set)
    {
        var layers = description.Variants.ToDictionary(layer => layer.Path, StringComparer.Ordinal);
        var found = set.Named().Select(entry => Fitting(entry.Path, entry.Adapter, layers.GetValueOrDefault(entry.Path))).ToList();
        string[] unused = [.. layers.Keys.Except(found.Select(entry => entry.Path), StringComparer.Ordinal)];
        if (unused.Length > 0)
        {
            throw new InvalidOperationException(
                $"'{description.Folder}' has factors for layers that {modelName} has no adapter on: {PathText.Of(unused)}. Adapt these layers, or load an adapter of this model.");
        }

        return found;
    }

    private (string Path, VariantAdapter Adapter, DescribedVariant Layer) Fitting(string path, LayerAdapter adapter, DescribedVariant? layer)
    {
        if (adapter is not VariantAdapter variant || variant.PeftType != description.Config.PeftType)
            throw new InvalidOperationException($"'{description.Folder}' holds adapters of {description.Config.PeftType}, and '{path}' is adapted by {adapter.Method}: load a file of that method, or attach what the file says by LoraModel.Load(model, folder).");
        if (layer is null)
            throw new InvalidOperationException($"The file has no adapter for '{path}', which is adapted by {adapter.Method}: '{description.Folder}' is of another model, or adapts fewer layers.");
        variant.RequireLoadable(path, layer, description.Config.Variant!);
        return (path, variant, layer);
    }
}
