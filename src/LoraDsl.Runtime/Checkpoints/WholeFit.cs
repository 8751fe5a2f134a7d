using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;

namespace LoraDsl.Checkpoints;

/// <summary>Whether what a file has of modules that were trained whole, and of biases, is what a model trains.</summary>
/// <param name="description">The file.</param>
/// <param name="set">The model's adapters.</param>
internal sealed class WholeFit(AdapterDescription description, AdapterSet set)
{
    private readonly Dictionary<string, ExtraTensor> saved = description.Extras
        .Where(extra => extra.Name.Role is AdapterTensorRole.ModuleParameter or AdapterTensorRole.BaseParameter)
        .GroupBy(extra => extra.Name.Path.Length == 0 ? extra.Name.Parameter : $"{extra.Name.Path}.{extra.Name.Parameter}", StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>What the file has for each tensor that the model trains whole.</summary>
    /// <exception cref="InvalidOperationException">A tensor is missing or of another shape, or the file has one that the model does not train.</exception>
    public IReadOnlyList<(TrainedTensor Tensor, ExtraTensor Saved)> Match()
    {
        var found = new List<(TrainedTensor Tensor, ExtraTensor Saved)>();
        foreach (var (key, tensor) in set.TrainedTensors())
        {
            if (!saved.Remove(key, out var extra))
                throw new InvalidOperationException($"'{description.Folder}' has no '{key}', which {set.ModelName} trains whole: load an adapter that was trained so, or take it out of what is trained whole.");
            if (!extra.Entry.Shape.AsSpan().SequenceEqual(tensor.Place.Live.shape))
                throw new InvalidOperationException($"'{description.Folder}' has '{extra.Entry.Name}' of shape ({string.Join(", ", extra.Entry.Shape)}), but '{key}' of {set.ModelName} is ({string.Join(", ", tensor.Place.Live.shape)}): is it an adapter of another model, or is the number of classes another?");
            found.Add((tensor, extra));
        }

        foreach (var (key, extra) in saved)
            RequireTrained(key, extra.Name);
        return found;
    }

    private void RequireTrained(string key, AdapterTensorName name)
    {
        var config = description.Config;
        var file = AdapterPlaces.Config(description.Folder);
        if (WholeModules.Name(config, name.Path) is not null)
            throw new InvalidOperationException($"{new ConfigPlace(file, "modules_to_save")} is [{string.Join(", ", config.ModulesToSave)}], and {set.ModelName} does not train '{key}' whole: write [TrainWhole] on it, or make what the file says by LoraModel.Load(model, folder).");
        if (config.Bias != "none" && name.Parameter == "bias")
            throw new InvalidOperationException($"{new ConfigPlace(file, "bias")} is \"{config.Bias}\", and {set.ModelName} does not train '{key}': write Bias = BiasTraining.{(config.Bias == "all" ? nameof(BiasTraining.All) : nameof(BiasTraining.LoraOnly))} in its attribute, or make what the file says by LoraModel.Load(model, folder).");
    }
}
