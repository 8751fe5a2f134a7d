using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name, registered under their names when the module that holds the dictionary registers its components.</summary>
/// <typeparam name="T">The modules.</typeparam>
public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)>
    where T : nn.Module
{
    private readonly OrderedDict<string, T> _items = [];
    private bool _registered;

    /// <summary>An empty dictionary.</summary>
    public ModuleDict()
        : base(nameof(ModuleDict<>))
    {
    }

    /// <summary>The module of a name; one that is replaced is not disposed.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T this[string key]
    {
        get => _items[key];
        set => _items[key] = value;
    }

    /// <summary>The name and the module at a position; one that is replaced is not disposed.</summary>
    public (string, T) this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    /// <summary>The number of modules.</summary>
    public int Count => _items.Count;

    /// <summary>False: modules can be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>The names, in order.</summary>
    public ICollection<string> Keys => _items.Keys;

    /// <summary>The modules, in order.</summary>
    public ICollection<T> Values => _items.Values;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> keys() => _items.keys();

    /// <summary>The modules, in order.</summary>
    public IEnumerable<T> values() => _items.values();

    /// <summary>The names and the modules, in order.</summary>
    public IEnumerator<(string, T)> items() => _items.items();

    /// <summary>Appends a module under a name.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string key, T value) => _items.Add(key, value);

    /// <inheritdoc cref="Add(string, T)"/>
    public void Add((string, T) item) => _items.Add(item);

    /// <inheritdoc cref="Add(string, T)"/>
    public void Add(KeyValuePair<string, T> item) => _items.Add(item);

    /// <summary>Inserts a module under a name.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Insert(int index, (string, T) item) => _items.Insert(index, item);

    /// <summary>Removes the module of a name without disposing it.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string key) => _items.Remove(key);

    /// <summary>Removes a module under its name without disposing it.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove((string, T) item) => _items.Remove(item);

    /// <inheritdoc cref="Remove(ValueTuple{string, T})"/>
    public bool Remove(KeyValuePair<string, T> item) => _items.Remove(item);

    /// <summary>Removes the module at a position without disposing it.</summary>
    public void RemoveAt(int index) => _items.RemoveAt(index);

    /// <summary>Removes all modules without disposing them.</summary>
    public void Clear() => _items.Clear();

    /// <inheritdoc cref="Clear"/>
    public void clear() => Clear();

    /// <summary>Whether there is a module of a name.</summary>
    public bool ContainsKey(string key) => _items.ContainsKey(key);

    /// <summary>Whether a module is there under its name.</summary>
    public bool Contains((string, T) item) => _items.Contains(item);

    /// <inheritdoc cref="Contains(ValueTuple{string, T})"/>
    public bool Contains(KeyValuePair<string, T> item) => _items.Contains(item);

    /// <summary>Looks for the module of a name.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _items.TryGetValue(key, out value);

    /// <summary>The position of a module under its name; -1 where it is not there.</summary>
    public int IndexOf((string, T) item) => _items.IndexOf(item);

    /// <summary>Copies the names and the modules into an array, from a position on.</summary>
    public void CopyTo((string, T)[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <inheritdoc cref="CopyTo(ValueTuple{string, T}[], int)"/>
    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <summary>The names and the modules, in order.</summary>
    public IEnumerator<(string, T)> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, T>>)_items).GetEnumerator();

    /// <summary>Registers the modules that are there now. Only the first call does anything: later changes of the dictionary do not show in the state.</summary>
    protected override void RegisterComponents()
    {
        if (_registered)
            return;
        foreach (var (name, module) in _items)
            register_module(name, module);
        _registered = true;
    }
}
