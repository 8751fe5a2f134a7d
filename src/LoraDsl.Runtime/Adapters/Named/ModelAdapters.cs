using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// All adapters of a model, by their names: those that its attributes attach are named <c>default</c>, others as they were attached. None, one
/// or a weighted sum of them is in force, or one for each row of a batch.
/// </summary>
/// <remarks>Choosing touches no weight, but where a base is compensated for an adapter's initial values.</remarks>
public sealed partial class ModelAdapters
{
    private static readonly ConditionalWeakTable<nn.Module, ModelAdapters> Known = [];
    private long readAt = -1;
    private AdaptedPlace[] places = [];

    private ModelAdapters(nn.Module model) => Model = model;

    /// <summary>The model.</summary>
    public nn.Module Model { get; }

    /// <summary>The names of its adapters, in the order in which they were attached first.</summary>
    public IReadOnlyList<string> Names => [.. Places().SelectMany(place => place.Adapters).Select(adapter => adapter.AdapterName).Concat(Tensors().SelectMany(place => place.Members).Select(member => member.Owner.Name)).Distinct()];

    /// <summary>The adapters of a name, wherever in the model they are.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The model has none of this name.</exception>
    public AdapterSet this[string name]
    {
        get
        {
            RequireKnown(name);
            return AttachedSets.Find(Model, name) ?? new CollectedAdapters(Model, name);
        }
    }

    /// <summary>The adapters of a model; there may be none.</summary>
    internal static ModelAdapters Of(nn.Module model) => Known.GetValue(model, static model => new ModelAdapters(model));

    /// <summary>The places of the model that have been adapted or asked for.</summary>
    internal IReadOnlyList<AdaptedPlace> Places()
    {
        if (readAt == AttachedSets.Version)
            return places;
        var version = AttachedSets.Version;
        IEnumerable<nn.Module> modules = [Model, .. Model.modules()];
        places = [.. modules.Select(AdaptedPlace.Find).OfType<AdaptedPlace>().Where(place => place.Adapters.Count > 0).Distinct()];
        readAt = version;
        return places;
    }

    /// <summary>The tensors of the model that some adapter trains whole.</summary>
    internal IReadOnlyList<TensorPlace> Tensors()
    {
        IEnumerable<nn.Module> modules = [Model, .. Model.modules()];
        return [.. modules.Distinct().SelectMany(TensorPlace.Of)];
    }

    private void RequireKnown(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var names = Names;
        if (!names.Contains(name))
            throw new ArgumentException($"{ModuleName.Of(Model)} has no adapters named \"{name}\": it has {(names.Count == 0 ? "none" : string.Join(", ", names.Select(known => $"\"{known}\"")))}.", nameof(name));
    }

    /// <summary>Adapters that parts of a model attached, seen from the whole model.</summary>
    private sealed class CollectedAdapters(nn.Module model, string name) : AdapterSet(model, ModuleName.Of(model), name, budget: null)
    {
        internal override bool IsOfAttributes => false;
    }
}
