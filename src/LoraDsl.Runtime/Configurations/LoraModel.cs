using LoraDsl.Adapters;
using LoraDsl.Checkpoints;
using LoraDsl.Configurations;
using LoraDsl.Recipes;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>Adapters for any model by a configuration that only the run knows.</summary>
public static class LoraModel
{
    /// <summary>
    /// Attaches adapters to the modules that a configuration names, and puts them in force. Layers that the model does not run by a place of its
    /// own class are reached by forward hooks, which TorchSharp fires in <c>call()</c>. The keys of the base's state stay as they are.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="config">The configuration: a <see cref="LoraConfig"/>, or that of another method.</param>
    /// <param name="name">The name of the adapters among those of the model.</param>
    /// <returns>The adapters; <c>FreezeBase()</c> is the next step before training.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, an expression is not valid, or the name is empty or has a dot in it.</exception>
    /// <exception cref="InvalidOperationException">The configuration names no module of the model, or the model has adapters of this name; nothing was changed.</exception>
    /// <exception cref="NotSupportedException">A module that is named cannot be adapted; nothing was changed.</exception>
    public static AdapterSet Attach(nn.Module model, AdapterConfig config, string name = AdapterNames.Default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(config.TargetModules);
        return RecipeAdapterSet.Attach(model, name, () => new ConfiguredAdapterSet(model, config, name));
    }

    /// <summary>
    /// Attaches the adapters that a folder in PEFT's layout describes, and loads them: what PEFT's <c>from_pretrained</c> does. Layers are reached as by
    /// <see cref="Attach"/>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name of the adapters among those of the model.</param>
    /// <returns>The adapters, in force.</returns>
    /// <exception cref="ArgumentException">The name is empty or has a dot in it.</exception>
    /// <exception cref="FileNotFoundException">The folder lacks one of the two files.</exception>
    /// <exception cref="IOException">A file cannot be read, or is no regular file; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or describes a kind of adapter that is not supported; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">The folder adapts layers that the model does not have, or the model has adapters of this name; nothing was changed.</exception>
    /// <exception cref="NotSupportedException">The folder adapts a module that cannot be adapted; nothing was changed.</exception>
    public static AdapterSet Load(nn.Module model, string folder, string name = AdapterNames.Default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using var file = new AdapterFileReader(folder);
        return RecipeAdapterSet.Attach(model, name, () =>
        {
            var set = new LoadedAdapterSet(model, file.Description, name);
            set.Load(folder);
            return set;
        });
    }

    /// <summary>
    /// Gives a layer a weight of its own, a copy, where it shares one with another layer, as a tied embedding and head do. Adapters can be merged into it then. An
    /// optimizer over the shared weight is to be made anew.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The path of a Linear, Embedding, Conv1d or Conv2d.</param>
    /// <exception cref="ArgumentException">The model has no such layer.</exception>
    /// <exception cref="InvalidOperationException">Something is merged into the layer; nothing was changed.</exception>
    public static void Untie(nn.Module model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        lock (AttachedSets.LockOf(model))
            SharedWeights.Separate(model, path);
    }

    /// <summary>All adapters of a model by their names, those that its attributes attach among them.</summary>
    /// <param name="model">The model.</param>
    public static ModelAdapters Adapters(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ModelAdapters.Of(model);
    }
}
