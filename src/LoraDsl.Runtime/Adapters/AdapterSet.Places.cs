using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class AdapterSet
{
    /// <summary>The set of the whole model: of the outermost one that holds this one's.</summary>
    internal AdapterSet Root => contents.Holder?.Root ?? this;

    /// <summary>The path in the whole model of an adapter that this set has itself.</summary>
    internal string PathInModel(LayerAdapter adapter)
    {
        var path = adapter.NameInOwner;
        for (var set = this; set.contents.Holder is { } holder; set = holder)
            path = $"{set.contents.NameInHolder}.{path}";
        return path;
    }

    /// <summary>The path of every adapter of the whole model.</summary>
    internal IReadOnlyDictionary<LayerAdapter, string> PathsInModel()
    {
        var paths = new Dictionary<LayerAdapter, string>(ReferenceEqualityComparer.Instance);
        foreach (var (path, adapter) in Root.Named())
            paths.TryAdd(adapter, path);
        return paths;
    }

    /// <summary>
    /// Where each adapter's layer stands among the adapted layers of the whole model, layer / layers, in the order in which modules were
    /// registered: a class's fields as they are declared, and the layers of a child where the child is.
    /// </summary>
    internal IReadOnlyDictionary<LayerAdapter, double> Depths() => Root.contents.Depths ??= MeasuredDepths();

    private Dictionary<LayerAdapter, double> MeasuredDepths()
    {
        var adapters = Root.Named().ToLookup(entry => entry.Adapter.Layer.Module, entry => entry.Adapter, ReferenceEqualityComparer.Instance);
        var places = InOrder(Root.Model)
            .Distinct<nn.Module>(ReferenceEqualityComparer.Instance)
            .Where(adapters.Contains)
            .ToList();
        var depths = new Dictionary<LayerAdapter, double>(ReferenceEqualityComparer.Instance);
        foreach (var (place, module) in places.Index())
        {
            foreach (var adapter in adapters[module])
                depths[adapter] = place / (double)places.Count;
        }

        return depths;
    }

    private static IEnumerable<nn.Module> InOrder(nn.Module model)
    {
        foreach (var (_, child) in model.named_children())
        {
            yield return child;
            foreach (var module in InOrder(child))
                yield return module;
        }
    }
}
