using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <remarks>What is trained whole stands beside the adapters of layers: it has no factors, and merging has nothing to add.</remarks>
public abstract partial class AdapterSet
{
    /// <summary>The modules of the model that are trained whole, with their paths; the biases among them where those are trained.</summary>
    public IEnumerable<(string Path, TrainedModule Module)> TrainedWhole() => TrainedBelow("").DistinctBy(entry => entry.Module, ReferenceEqualityComparer.Instance);

    /// <summary>Trains a field of the model whole.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="module">What it holds.</param>
    /// <exception cref="InvalidOperationException">The module is null, not registered in the model, has nothing to train, or shares a tensor with another module.</exception>
    protected TrainedModule AddWhole(string field, nn.Module? module)
    {
        var registered = RequireAssigned(module, field);
        return AddWholeAt(RegisteredName(registered, field), registered, isBias: false);
    }

    /// <summary>Trains biases of the base: those of the layers that this set adapts itself, or all of the model.</summary>
    /// <param name="bias">Which of them. What is trained whole already is passed over.</param>
    protected void TrainBiases(BiasTraining bias)
    {
        var adapted = contents.Adapters.Select(entry => entry.Adapter.Layer.Module).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (path, module) in Model.named_modules())
        {
            if (module is LayerAdapter || (bias != BiasTraining.All && !(bias == BiasTraining.LoraOnly && adapted.Contains(module))))
                continue;
            if (module.named_parameters(recurse: false).Any(entry => entry.name == "bias") && !IsTrained(TensorPlace.Of(module, "bias", isBuffer: false)))
                AddWholeAt(path, module, isBias: true);
        }
    }

    internal TrainedModule AddWholeAt(string path, nn.Module module, bool isBias)
    {
        if (contents.Whole.Find(entry => ReferenceEquals(entry.Module.Module, module) && entry.Module.IsBias == isBias).Module is { } present)
            return present;
        RequireWholeFree(path, module, isBias);
        var trained = new TrainedModule(this, module, isBias);
        contents.Whole.Add((path, trained));
        return trained;
    }

    /// <summary>The tensors that the set trains whole, by the keys that they have in the model's state.</summary>
    internal IEnumerable<(string Key, TrainedTensor Tensor)> TrainedTensors() =>
        TrainedWhole().SelectMany(entry => entry.Module.Tensors.Select(tensor => (entry.Path.Length == 0 ? tensor.Name : $"{entry.Path}.{tensor.Name}", tensor.Tensor)));

    /// <summary>The key of a tensor in the model's state.</summary>
    internal string KeyOf(TrainedTensor tensor) => Root.TrainedTensors().First(entry => ReferenceEquals(entry.Tensor, tensor)).Key;

    /// <summary>What is trained whole has values of its own from here on: the base's.</summary>
    internal void BeginWhole()
    {
        foreach (var (_, tensor) in TrainedTensors())
            tensor.Begin();
    }

    /// <summary>A training begins: a base that was loaded since <see cref="FreezeBase"/> is the base.</summary>
    internal void SettleWhole()
    {
        string[] loaded = [.. TrainedTensors().Where(entry => entry.Tensor.Place.TakeLoadedBase()).Select(entry => entry.Key)];
        foreach (var (_, tensor) in TrainedTensors())
        {
            tensor.Begin();
            tensor.IsSettled = true;
        }

        if (loaded.Length > 0)
            LoraWarnings.Handler?.Invoke($"The values of {PathText.Of(loaded)} were written after FreezeBase(), and are taken for the base's: load the base first.");
    }

    /// <summary>Throws when what is trained whole is out of force, where training would move another adapter's values or the base's.</summary>
    internal void RequireWholeInForce()
    {
        foreach (var (key, tensor) in TrainedTensors())
        {
            if (!ReferenceEquals(tensor.Place.Selected, tensor) || !tensor.IsEnabled)
                throw new InvalidOperationException($"'{key}' is trained whole by \"{Name}\", which is not in force: call Use() on its set before a step.");
        }
    }

    private IEnumerable<(string Path, TrainedModule Module)> TrainedBelow(string prefix)
    {
        foreach (var (path, module) in contents.Whole)
            yield return (prefix + path, module);
        foreach (var (name, set) in Children)
        {
            foreach (var found in set.TrainedBelow($"{prefix}{name}."))
                yield return found;
        }
    }

    private void RequireWholeFree(string path, nn.Module module, bool isBias)
    {
        var tensors = TrainedModule.TensorsOf(module, isBias).ToList();
        if (tensors.Count == 0)
            throw new InvalidOperationException($"'{path}' of {ModelName} has {(isBias ? "no bias" : "no parameters")} to train.");
        if (!isBias && Named().FirstOrDefault(entry => tensors.Exists(tensor => ReferenceEquals(tensor.Holder, entry.Adapter.Layer.Module))).Path is { } adapted)
            throw new InvalidOperationException($"'{adapted}' of {ModelName} is adapted, and '{path}' is trained whole: leave the adapter out by [NoLora], or do not train it whole.");
        var shared = new SharedWeights(Model);
        foreach (var (name, holder, own, isBuffer) in tensors)
        {
            if (IsTrained(TensorPlace.Of(holder, own, isBuffer)))
                throw new InvalidOperationException($"'{path}.{name}' of {ModelName} is trained whole twice: name it once.");
            if (!isBuffer && shared.Other(holder, holder.get_parameter(own)!) is { } other)
                throw new InvalidOperationException($"'{path}.{name}' of {ModelName} is one tensor with '{other}', which would be trained with it: give '{path}' a weight of its own by LoraModel.Untie(model, \"{path}\") first.");
        }
    }

    private bool IsTrained(TensorPlace place) => place.Members.Any(member => member.Owner.Name == Name);

    private void FreezeBaseOfWhole()
    {
        BeginWhole();
        foreach (var (_, tensor) in TrainedTensors())
        {
            tensor.Place.FreezeBase();
            tensor.IsTrainable = true;
        }
    }

    private HashSet<NormBase> NormsTrainedWhole() => TrainedWhole().SelectMany(entry => entry.Module.Norms).ToHashSet();

    private void ForgetWhole()
    {
        foreach (var (_, module) in contents.Whole)
        {
            foreach (var (_, tensor) in module.Tensors)
                tensor.Place.Remove(tensor);
        }

        contents.Whole.Clear();
    }
}
