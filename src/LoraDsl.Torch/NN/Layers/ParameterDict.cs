using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters by name.</summary>
public class ParameterDict : nn.Module, IDictionary<string, Parameter>, IList<(string, Parameter)>
{
    private readonly OrderedDict<string, Parameter> _items = [];

    /// <summary>An empty dictionary.</summary>
    public ParameterDict()
        : base(nameof(ParameterDict))
    {
    }

    /// <summary>The parameter of a name; one that is replaced is not disposed.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Parameter this[string key]
    {
        get => _items[key];
        set => _items[key] = value;
    }

    /// <summary>The name and the parameter at a position; one that is replaced is not disposed.</summary>
    public (string, Parameter) this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    /// <summary>The number of parameters.</summary>
    public int Count => _items.Count;

    /// <summary>False: parameters can be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>The names, in order.</summary>
    public ICollection<string> Keys => _items.Keys;

    /// <summary>The parameters, in order.</summary>
    public ICollection<Parameter> Values => _items.Values;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> keys() => _items.keys();

    /// <summary>The parameters, in order.</summary>
    public IEnumerable<Parameter> values() => _items.values();

    /// <summary>The names and the parameters, in order.</summary>
    public IEnumerator<(string, Parameter)> items() => _items.items();

    /// <summary>Appends a parameter under a name.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string key, Parameter value) => _items.Add(key, value);

    /// <inheritdoc cref="Add(string, Parameter)"/>
    public void Add((string, Parameter) item) => _items.Add(item);

    /// <inheritdoc cref="Add(string, Parameter)"/>
    public void Add(KeyValuePair<string, Parameter> item) => _items.Add(item);

    /// <summary>Inserts a parameter under a name.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Insert(int index, (string, Parameter) item) => _items.Insert(index, item);

    /// <summary>Removes the parameter of a name without disposing it.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string key) => _items.Remove(key);

    /// <summary>Removes a parameter under its name without disposing it.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove((string, Parameter) item) => _items.Remove(item);

    /// <inheritdoc cref="Remove(ValueTuple{string, Parameter})"/>
    public bool Remove(KeyValuePair<string, Parameter> item) => _items.Remove(item);

    /// <summary>Removes the parameter at a position without disposing it.</summary>
    public void RemoveAt(int index) => _items.RemoveAt(index);

    /// <summary>Removes all parameters without disposing them.</summary>
    public void Clear() => _items.Clear();

    /// <inheritdoc cref="Clear"/>
    public void clear() => Clear();

    /// <summary>Whether there is a parameter of a name.</summary>
    public bool ContainsKey(string key) => _items.ContainsKey(key);

    /// <summary>Whether a parameter is there under its name.</summary>
    public bool Contains((string, Parameter) item) => _items.Contains(item);

    /// <inheritdoc cref="Contains(ValueTuple{string, Parameter})"/>
    public bool Contains(KeyValuePair<string, Parameter> item) => _items.Contains(item);

    /// <summary>Looks for the parameter of a name.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value) => _items.TryGetValue(key, out value);

    /// <summary>The position of a parameter under its name; -1 where it is not there.</summary>
    public int IndexOf((string, Parameter) item) => _items.IndexOf(item);

    /// <summary>Copies the names and the parameters into an array, from a position on.</summary>
    public void CopyTo((string, Parameter)[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <inheritdoc cref="CopyTo(ValueTuple{string, Parameter}[], int)"/>
    public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <summary>The names and the parameters, in order.</summary>
    public IEnumerator<(string, Parameter)> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, Parameter>>)_items).GetEnumerator();

    /// <inheritdoc/>
    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse) => _items;

    /// <inheritdoc/>
    public override bool has_parameter(string target) => ContainsKey(target);

    /// <inheritdoc/>
    public override Parameter? get_parameter(string target) => _items.TryGetValue(target, out var found) ? found : null;

    /// <summary>Nothing is registered: the parameters are always those that are there at the moment.</summary>
    protected override void RegisterComponents()
    {
    }

    /// <summary>Puts new parameters in the place of those that change.</summary>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        for (var i = 0; i < Count; i++)
        {
            var old = _items[i].Item2;
            if (!ReplaceParameter(dtype, device, old, out var moved))
                continue;
            _items[_items[i].Item1] = moved!;
            old.DetachFromDisposeScope().Dispose();
        }
    }

    /// <summary>Frees the parameters.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        foreach (var parameter in _items.values())
            parameter.Dispose();
    }
}
