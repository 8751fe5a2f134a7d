using System.Runtime.CompilerServices;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// A layer of a model that can be adapted, together with all adapters that it has: named ones, of any methods, of which none, one or a
/// weighted sum is in force. Without one in force the layer runs alone.
/// </summary>
/// <remarks>
/// There is one place for each layer, however many fields hold the layer. An adapter is registered as a child of its layer, under
/// <c>lora_</c> and the adapter's name, so that the children and the keys of the model stay as they were.
/// </remarks>
public sealed partial class AdaptedPlace : nn.Module<Tensor, Tensor>
{
    private static readonly ConditionalWeakTable<nn.Module, AdaptedPlace> Places = [];
    private readonly List<LayerAdapter> adapters = [];

    private AdaptedPlace(AdaptedLayer layer)
        : base(layer.Name) => Layer = layer;

    /// <summary>Name of the layer in the class that first asked for its place.</summary>
    public string Name => GetName();

    /// <summary>The adapters of the layer, in the order in which they were attached.</summary>
    public IReadOnlyList<LayerAdapter> Adapters => adapters;

    /// <summary>The adapted layer.</summary>
    internal AdaptedLayer Layer { get; }

    /// <summary>The place of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="InvalidOperationException">The layer is null.</exception>
    /// <exception cref="NotSupportedException">The layer is of a kind that cannot be adapted.</exception>
    public static AdaptedPlace Of(nn.Module<Tensor, Tensor>? layer, string name) =>
        layer is not null && Places.TryGetValue(layer, out var place) ? place : Create(LayerKinds.Of(name, layer));

    /// <summary>The place of a layer that some instances of the model do not have.</summary>
    /// <param name="layer">The layer, or <see langword="null"/>.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="NotSupportedException">The layer is of a kind that cannot be adapted.</exception>
    public static AdaptedPlace? OfOptional(nn.Module<Tensor, Tensor>? layer, string name) => layer is null ? null : Of(layer, name);

    /// <summary>The layer with what is in force. Alone, it runs with the hooks that others have put on it.</summary>
    /// <param name="input">What the layer takes.</param>
    /// <returns>What the layer gives.</returns>
    /// <exception cref="ArgumentException">The layer cannot take an input of this shape, type or device, or the batch has not as many rows as were assigned.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        IsReached = true;
        return only is not null ? only.Pass(input)
            : IsMixed ? Mixed(input)
            : Layer.Module.call(input);
    }

    /// <summary>The place of a layer that has been asked for before, or <see langword="null"/>.</summary>
    internal static AdaptedPlace? Find(nn.Module module) => Places.TryGetValue(module, out var place) ? place : null;

    /// <summary>The place of a layer as an adapter sees it.</summary>
    internal static AdaptedPlace Of(AdaptedLayer layer) => Find(layer.Module) ?? Create(layer);

    /// <summary>The adapter of a name, or <see langword="null"/>.</summary>
    internal LayerAdapter? this[string name] => adapters.Find(adapter => adapter.AdapterName == name);

    /// <summary>Registers an adapter, which is in force if nothing else is.</summary>
    /// <exception cref="InvalidOperationException">The layer has an adapter of this name.</exception>
    internal void Join(LayerAdapter adapter, string path)
    {
        if (this[adapter.AdapterName] is { } present)
        {
            throw new InvalidOperationException(present.Name == adapter.Name
                ? $"The layer '{path}' has an adapter named \"{adapter.AdapterName}\" already: remove that one, or attach this one by another name."
                : $"'{present.Name}' and '{path}' are one layer, which has one adapter of a name: leave one of the two out with [NoLora] and call the other's property in both places.");
        }

        adapter.train(Layer.Module.training);
        Layer.Module.register_module(ChildName(adapter.AdapterName), adapter);
        adapters.Add(adapter);
        if (only is null && !IsMixed)
            SelectOnly(adapter);
    }

    /// <summary>Takes an adapter away and frees it.</summary>
    internal void Remove(LayerAdapter adapter)
    {
        if (adapters.Remove(adapter))
        {
            Deselect(adapter);
            adapter.LeaveBase();
            Unregister(adapter.AdapterName);
        }

        adapter.Dispose();
    }

    /// <summary>Registers an adapter by another name.</summary>
    internal void Rename(LayerAdapter adapter, string name)
    {
        Unregister(adapter.AdapterName);
        adapter.AdapterName = name;
        Layer.Module.register_module(ChildName(name), adapter);
    }

    /// <summary>Nothing to find: the layer belongs to the model, and the adapters to the layer.</summary>
    protected override void RegisterComponents()
    {
    }

    private static AdaptedPlace Create(AdaptedLayer layer) => Places.GetValue(layer.Module, _ => new AdaptedPlace(layer));

    private static string ChildName(string adapterName) => $"lora_{adapterName}";

    // TorchSharp's way to take a child out.
    private void Unregister(string adapterName) => Layer.Module.register_module(ChildName(adapterName), null!);
}
