using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// The adapters of a model and of its annotated children: what <c>model.Lora</c> is. The generator derives one sealed class for
/// each annotated model, with a typed member for each adapter and child.
/// </summary>
public abstract partial class AdapterSet
{
    private readonly Dictionary<nn.Module, string> registeredNames = new(ReferenceEqualityComparer.Instance);
    private readonly Contents contents;

    /// <summary>Opens the set of a model.</summary>
    /// <param name="model">The model; its layers and children are registered already.</param>
    /// <param name="modelName">Name of the model's class, for messages.</param>
    /// <param name="budget">What to share out over the adaptive adapters of the model; none when they draw on the holder's.</param>
    protected AdapterSet(nn.Module model, string modelName, AdapterBudget? budget = null)
        : this(model, modelName, AdapterNames.Default, budget)
    {
    }

    /// <summary>Opens a named set of a model, beside others that it may have.</summary>
    /// <param name="model">The model; its layers and children are registered already.</param>
    /// <param name="modelName">Name of the model's class, for messages.</param>
    /// <param name="name">The name of each of its adapters.</param>
    /// <param name="budget">What to share out over the adaptive adapters of the set.</param>
    /// <exception cref="ArgumentException">The name is empty or has a dot in it.</exception>
    /// <exception cref="InvalidOperationException">The model has a set of this name.</exception>
    protected AdapterSet(nn.Module model, string modelName, string name, AdapterBudget? budget)
    {
        ArgumentNullException.ThrowIfNull(model);
        AdapterNames.Require(name);
        if (AttachedSets.Find(model, name) is not null)
            throw new InvalidOperationException($"{modelName} has adapters named \"{name}\" already: remove them by LoraModel.Adapters(model).Remove(\"{name}\"), or attach these by another name.");
        Model = model;
        contents = new Contents(modelName, name, budget);
        ReadRegisteredNames();
        AttachedSets.Put(this);
    }

    /// <summary>The adapted model.</summary>
    public nn.Module Model { get; }

    /// <summary>Name of the model's class.</summary>
    public string ModelName => contents.ModelName;

    /// <summary>The name by which the set is chosen among those of the model: that of each of its adapters.</summary>
    public string Name => contents.Name;

    /// <summary>What is to be shared out over the adaptive adapters of the model, or <see langword="null"/> without a budget of its own.</summary>
    public AdapterBudget? Budget => contents.Budget;

    internal IReadOnlyList<(string Name, LayerAdapter Adapter)> OwnAdapters => contents.Adapters;

    internal IReadOnlyList<(string Name, AdapterSet Set)> Children
    {
        get
        {
            JoinUnlisted();
            return contents.Children;
        }
    }

    /// <summary>
    /// Every adapter of the model and of its children with its path, the name that the layer has in the base's <c>state_dict</c>. An adapter
    /// of a layer or model that is held in several places is listed once, by the first of its paths.
    /// </summary>
    public IEnumerable<(string Path, LayerAdapter Adapter)> Named() => NamedBelow("").DistinctBy(entry => entry.Adapter, ReferenceEqualityComparer.Instance);

    /// <summary>The error of an access to <c>Lora</c> before <c>AttachLora()</c> ran.</summary>
    /// <param name="modelName">Name of the model's class.</param>
    public static InvalidOperationException NotAttached(string modelName) =>
        new($"{modelName} has no adapters yet: call AttachLora() at the end of its constructor, after RegisterComponents().");

    /// <summary>The error of a second call of <c>AttachLora()</c>.</summary>
    /// <param name="modelName">Name of the model's class.</param>
    public static InvalidOperationException AttachedTwice(string modelName) =>
        new($"AttachLora() was called twice on {modelName}: call it once, at the end of the constructor.");

    /// <summary>Registers an adapter at its layer, a field of the model.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <exception cref="InvalidOperationException">The layer is not registered in the model, or has an adapter of the set's name.</exception>
    protected T Add<T>(T adapter)
        where T : LayerAdapter
    {
        ArgumentNullException.ThrowIfNull(adapter);
        return AddAt(RegisteredName(adapter.Layer.Module, adapter.Name), adapter);
    }

    private protected T AddAt<T>(string path, T adapter)
        where T : LayerAdapter
    {
        adapter.AdapterName = Name;
        adapter.Place.Join(adapter, path);
        contents.Adapters.Add((path, adapter));
        contents.Depths = null;
        (adapter.Owner, adapter.NameInOwner) = (this, path);
        adapter.InitializeAlone();
        return adapter;
    }

    /// <summary>Joins the adapters of an annotated child.</summary>
    /// <param name="field">Name of the child's field, for messages.</param>
    /// <param name="child">The child.</param>
    /// <param name="adapters">Reads the set of the child.</param>
    /// <exception cref="InvalidOperationException">The child is null or not registered in the model.</exception>
    protected TSet AddChild<TModule, TSet>(string field, TModule? child, Func<TModule, TSet> adapters)
        where TModule : nn.Module
        where TSet : AdapterSet
    {
        ArgumentNullException.ThrowIfNull(adapters);
        var set = adapters(RequireAssigned(child, field));
        AddChild(RegisteredName(set.Model, field), set);
        return set;
    }

    /// <summary>Joins the adapters of a list of annotated children.</summary>
    /// <param name="field">Name of the list's field, for messages.</param>
    /// <param name="modules">The list.</param>
    /// <param name="adapters">Reads the set of a child.</param>
    /// <exception cref="InvalidOperationException">The list is null or not registered in the model.</exception>
    protected AdapterSetList<TSet> AddChildren<TModule, TSet>(
        string field,
        TorchSharp.Modules.ModuleList<TModule>? modules,
        Func<TModule, TSet> adapters)
        where TModule : nn.Module
        where TSet : AdapterSet
    {
        ArgumentNullException.ThrowIfNull(adapters);
        var list = RequireAssigned(modules, field);
        var listName = RegisteredName(list, field);
        var sets = new TSet[list.Count];
        for (var index = 0; index < sets.Length; index++)
        {
            sets[index] = adapters(list[index]);
            AddChild($"{listName}.{index}", sets[index]);
        }

        return new AdapterSetList<TSet>(sets);
    }

    private IEnumerable<(string Path, LayerAdapter Adapter)> NamedBelow(string prefix)
    {
        foreach (var (name, adapter) in contents.Adapters)
            yield return (prefix + name, adapter);
        foreach (var (name, set) in Children)
        {
            foreach (var found in set.NamedBelow($"{prefix}{name}."))
                yield return found;
        }
    }

    private void AddChild(string name, AdapterSet set)
    {
        contents.Children.Add((name, set));
        contents.Depths = null;
        if (!ReferenceEquals(set.contents.Holder, this))
            (set.contents.Holder, set.contents.NameInHolder) = (this, name);
    }

    private T RequireAssigned<T>(T? module, string field)
        where T : nn.Module =>
        module ?? throw new InvalidOperationException(
            $"The field '{field}' of {ModelName} is null when AttachLora() runs: assign it first and call AttachLora() at the end of the constructor.");

    private string RegisteredName(nn.Module module, string field)
    {
        if (registeredNames.TryGetValue(module, out var name))
            return name;
        if (!contents.IsContinued)
            throw new InvalidOperationException($"'{field}' is not registered in {ModelName}: call RegisterComponents() before AttachLora().");

        // RegisterComponents does nothing a second time, and the base class's constructor has called it.
        Model.register_module(field, module);
        return registeredNames[module] = field;
    }

    private void ReadRegisteredNames()
    {
        foreach (var (name, child) in Model.named_children())
            registeredNames[child] = name;
    }
}
