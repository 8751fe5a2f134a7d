using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of modules, registered by their positions when the module that holds the list registers its components.</summary>
/// <typeparam name="T">The modules.</typeparam>
public class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> _modules;
    private bool _registered;

    /// <summary>A list of some modules.</summary>
    public ModuleList(params T[] modules)
        : base(nameof(ModuleList<>))
    {
        _modules = [.. modules];
    }

    /// <summary>The module at a position; one that is replaced is not disposed.</summary>
    public T this[int index]
    {
        get => _modules[index];
        set => _modules[index] = value;
    }

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>False: modules can be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>Appends a module.</summary>
    public void Add(T item) => Insert(Count, item);

    /// <summary>Appends some modules.</summary>
    public void append(params T[] parameters) => extend(parameters);

    /// <summary>Appends some modules.</summary>
    public void extend(IEnumerable<T> modules) => _modules.AddRange(modules);

    /// <summary>Inserts a module.</summary>
    public void Insert(int index, T item) => _modules.Insert(index, item);

    /// <summary>Removes a module without disposing it.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(T item) => _modules.Remove(item);

    /// <summary>Removes the module at a position without disposing it.</summary>
    public void RemoveAt(int index) => _modules.RemoveAt(index);

    /// <summary>Removes all modules without disposing them.</summary>
    public void Clear() => _modules.Clear();

    /// <summary>Whether a module is there.</summary>
    public bool Contains(T item) => _modules.Contains(item);

    /// <summary>The position of a module; -1 where it is not there.</summary>
    public int IndexOf(T item) => _modules.IndexOf(item);

    /// <summary>Copies the modules into an array, from a position on.</summary>
    public void CopyTo(T[] array, int arrayIndex) => _modules.CopyTo(array, arrayIndex);

    /// <summary>The modules in order.</summary>
    public IEnumerator<T> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Registers the modules that are in the list now. Only the first call does anything: later changes of the list do not show in the state.</summary>
    protected override void RegisterComponents()
    {
        if (_registered)
            return;
        for (var i = 0; i < _modules.Count; i++)
            register_module(i.ToString(CultureInfo.InvariantCulture), _modules[i]);
        _registered = true;
    }
}
