using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LoraDsl.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>Parameters that several modules of a model have in common, as a tied embedding and head do.</summary>
internal sealed class SharedWeights
{
    private readonly Dictionary<nint, List<(string Path, nn.Module Holder)>> places = [];

    /// <summary>Looks through a model.</summary>
    public SharedWeights(nn.Module model)
    {
        foreach (var (path, module) in model.named_modules().Prepend(("", model)).DistinctBy(entry => entry.Item2, ReferenceEqualityComparer.Instance))
        {
            if (module is LayerAdapter)
                continue;
            foreach (var (name, parameter) in module.named_parameters(recurse: false))
            {
                var key = KeyOf(parameter);
                if (!places.TryGetValue(key, out var found))
                    places.Add(key, found = []);
                found.Add((path.Length == 0 ? name : $"{path}.{name}", (nn.Module)module));
            }
        }
    }

    /// <summary>Throws where a weight that is to be changed is another module's as well.</summary>
    /// <param name="model">The model.</param>
    /// <param name="places">The layers whose weights are to be changed.</param>
    /// <param name="done">What is to be done, as a participle.</param>
    /// <exception cref="InvalidOperationException">One is.</exception>
    public static void RequireOwn(nn.Module model, IEnumerable<AdaptedPlace> places, string done)
    {
        SharedWeights? shared = null;
        foreach (var place in places)
        {
            shared ??= new SharedWeights(model);
            var layer = place.Layer;
            if (shared.Other(layer.Module, layer.Weight) is not { } other)
                continue;
            var path = model.named_modules().FirstOrDefault(entry => ReferenceEquals(entry.module, layer.Module)).name ?? place.Name;
            throw new InvalidOperationException(
                $"The weight of '{path}' is one tensor with '{other}' (tied weights), whose answers would change, too: it cannot be {done}. Give '{path}' a weight of its own by LoraModel.Untie(model, \"{path}\"), or run the adapter unmerged.");
        }
    }

    /// <summary>The path of another module's parameter that is the same tensor, or <see langword="null"/>.</summary>
    /// <param name="holder">The module that the parameter is looked at in.</param>
    /// <param name="parameter">The parameter.</param>
    public string? Other(nn.Module holder, Parameter parameter) =>
        places.GetValueOrDefault(KeyOf(parameter))?.Find(place => !ReferenceEquals(place.Holder, holder)).Path;

    /// <summary>Gives a layer a copy of its weight.</summary>
    /// <exception cref="ArgumentException">The model has no such layer.</exception>
    /// <exception cref="InvalidOperationException">Something is merged into it.</exception>
    public static void Separate(nn.Module model, string path)
    {
        var module = model.named_modules().FirstOrDefault(entry => entry.name == path).module;
        if (module is not null && AdaptedPlace.Find(module) is { IsMerged: true })
            throw new InvalidOperationException($"Cannot untie '{path}' while an adapter is merged into it: call Unmerge() first.");
        switch (module)
        {
            case Linear linear:
                linear.weight = Copy(linear.weight);
                break;
            case Embedding embedding:
                embedding.weight = Copy(embedding.weight!);
                break;
            case Conv1d convolution:
                convolution.weight = Copy(convolution.weight);
                break;
            case Conv2d convolution:
                convolution.weight = Copy(convolution.weight);
                break;
            default:
                throw new ArgumentException($"{model.GetName()} has no Linear, Embedding, Conv1d or Conv2d at '{path}'.", nameof(path));
        }
    }

    private static Parameter Copy(Parameter weight)
    {
        using var untracked = no_grad();
        var copy = LowRankFactors.AsParameter(weight.detach().clone());
        copy.requires_grad = weight.requires_grad;
        return copy;
    }

    // A tied weight may be another object over the same values, which only the processor's memory shows.
    private static nint KeyOf(Parameter parameter)
    {
        if (parameter.device_type != DeviceType.CPU || parameter.numel() == 0)
            return parameter.Handle;
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var first = parameter.detach().as_strided([1], [1], parameter.storage_offset());
        unsafe
        {
            return (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(first.bytes));
        }
    }
}
