using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>What training moves of a model: adapters, unfrozen parameters of the base, buffers.</summary>
internal static class ModelState
{
    /// <summary>Writes it down.</summary>
    public static void Save(AdapterSet set, SavedState state)
    {
        foreach (var (path, adapter) in set.Named())
            adapter.Save(state.Section($"adapters/{path}"));
        foreach (var (name, value) in Others(set))
            state.WriteTensor(name, value);
    }

    /// <summary>Throws unless a saved state is one of this model.</summary>
    /// <exception cref="InvalidOperationException">It is that of another.</exception>
    /// <exception cref="InvalidDataException">It is incomplete or damaged.</exception>
    public static void RequireFit(AdapterSet set, SavedState state)
    {
        foreach (var (path, adapter) in set.Named())
        {
            var saved = state.Section($"adapters/{path}");
            if (!saved.Has("kind"))
                throw new InvalidOperationException($"The saved state has no adapter for '{path}': is it a checkpoint of another model than {set.ModelName}?");
            adapter.RequireFit(path, saved);
        }

        var known = set.Named().Select(entry => $"adapters/{entry.Path}").ToHashSet(StringComparer.Ordinal);
        if (state.NamesEndingWith("/kind").FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new InvalidOperationException($"The saved state has an adapter '{unknown}' that {set.ModelName} has not: is it a checkpoint of another model?");
        foreach (var (name, value) in Others(set))
        {
            if (!state.HasTensor(name) || state.ReadTensor(name) is var saved && (saved.dtype != value.dtype || !saved.shape.AsSpan().SequenceEqual(value.shape)))
                throw new InvalidOperationException($"The saved state has no '{name}' of type {value.dtype} and shape ({string.Join(", ", value.shape)}): is it a checkpoint of another model, or was something else unfrozen?");
        }
    }

    /// <summary>Takes a saved state over, all of it or nothing.</summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="state">What was written.</param>
    /// <param name="resumes">Whether the training that is begun next is the one that the state was saved in.</param>
    public static void Load(AdapterSet set, SavedState state, bool resumes)
    {
        RequireFit(set, state);
        set.SettleWhole();
        using var untracked = no_grad();
        foreach (var (path, adapter) in set.Named())
        {
            adapter.Load(state.Section($"adapters/{path}"));
            if (!resumes)
                adapter.ForgetTraining();
        }

        foreach (var (name, value) in Others(set))
            value.copy_(state.ReadTensor(name));
    }

    private static IEnumerable<(string Name, Tensor Value)> Others(AdapterSet set)
    {
        var factors = set.Named().SelectMany(entry => entry.Adapter.Factors).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (name, parameter) in set.Model.named_parameters())
        {
            if (parameter.requires_grad && !factors.Contains(parameter))
                yield return ($"parameters/{name}", parameter);
        }

        foreach (var (name, buffer) in set.Model.named_buffers())
            yield return ($"buffers/{name}", buffer);
    }
}
