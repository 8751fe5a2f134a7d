using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>A dictionary that is enumerated in the order of insertion.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _values = [];
    private readonly List<TKey> _order = [];

    /// <summary>The value of a key; setting a key that is there keeps its place.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public TValue this[TKey key]
    {
        get => _values[key];
        set
        {
            if (!_values.ContainsKey(key))
                _order.Add(key);
            _values[key] = value;
        }
    }

    /// <summary>The pair at a position.</summary>
    public (TKey, TValue) this[int index]
    {
        get => (_order[index], _values[_order[index]]);
        set
        {
            if (!_values.Comparer.Equals(_order[index], value.Item1) && _values.ContainsKey(value.Item1))
                throw Duplicate(value.Item1);
            _values.Remove(_order[index]);
            _order[index] = value.Item1;
            _values[value.Item1] = value.Item2;
        }
    }

    /// <summary>The keys, in order.</summary>
    public ICollection<TKey> Keys => _order.AsReadOnly();

    /// <summary>The values, in order.</summary>
    public ICollection<TValue> Values => [.. values()];

    /// <summary>The number of pairs.</summary>
    public int Count => _order.Count;

    /// <summary>False: pairs can be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>Appends a pair.</summary>
    /// <exception cref="ArgumentException">The key is already there.</exception>
    public void Add(TKey key, TValue value)
    {
        if (!_values.TryAdd(key, value))
            throw Duplicate(key);
        _order.Add(key);
    }

    /// <inheritdoc cref="Add(TKey, TValue)"/>
    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);

    /// <inheritdoc cref="Add(TKey, TValue)"/>
    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    /// <summary>Inserts a pair at a position.</summary>
    /// <exception cref="ArgumentException">The key is already there.</exception>
    public void Insert(int index, (TKey, TValue) item)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, (uint)_order.Count, nameof(index));
        if (!_values.TryAdd(item.Item1, item.Item2))
            throw Duplicate(item.Item1);
        _order.Insert(index, item.Item1);
    }

    /// <summary>Removes a key and its value.</summary>
    /// <returns>True.</returns>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public bool Remove(TKey key) =>
        _values.Remove(key) ? _order.Remove(key) : throw new KeyNotFoundException($"The key '{key}' is not in the dictionary.");

    internal void RemoveIfThere(TKey key)
    {
        if (_values.Remove(key))
            _order.Remove(key);
    }

    /// <summary>Removes a pair; a key with another value stays.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove((TKey, TValue) item) => Contains(item) && Remove(item.Item1);

    /// <inheritdoc cref="Remove(ValueTuple{TKey, TValue})"/>
    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove((item.Key, item.Value));

    /// <summary>Removes the pair at a position.</summary>
    public void RemoveAt(int index)
    {
        _values.Remove(_order[index]);
        _order.RemoveAt(index);
    }

    /// <summary>Removes all pairs.</summary>
    public void Clear()
    {
        _values.Clear();
        _order.Clear();
    }

    /// <inheritdoc cref="Clear"/>
    public void clear() => Clear();

    /// <summary>Whether a key is there.</summary>
    public bool ContainsKey(TKey key) => _values.ContainsKey(key);

    /// <summary>Whether a pair is there.</summary>
    public bool Contains((TKey, TValue) item) =>
        _values.TryGetValue(item.Item1, out var value) && EqualityComparer<TValue>.Default.Equals(value, item.Item2);

    /// <inheritdoc cref="Contains(ValueTuple{TKey, TValue})"/>
    public bool Contains(KeyValuePair<TKey, TValue> item) => Contains((item.Key, item.Value));

    /// <summary>The value of a key, if it is there.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(key, out value);

    /// <summary>The position of a pair; -1 where it is not there.</summary>
    public int IndexOf((TKey, TValue) item) => Contains(item) ? _order.IndexOf(item.Item1) : -1;

    /// <summary>The keys, in order.</summary>
    public IEnumerable<TKey> keys() => _order;

    /// <summary>The values, in order.</summary>
    public IEnumerable<TValue> values() => _order.Select(key => _values[key]);

    /// <summary>The pairs, in order.</summary>
    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();

    /// <summary>The pairs, in order.</summary>
    public IEnumerator<(TKey, TValue)> GetEnumerator()
    {
        foreach (var key in _order)
            yield return (key, _values[key]);
    }

    /// <summary>Copies the pairs into an array, from a position on.</summary>
    public void CopyTo((TKey, TValue)[] array, int arrayIndex)
    {
        foreach (var pair in this)
            array[arrayIndex++] = pair;
    }

    /// <inheritdoc cref="CopyTo(ValueTuple{TKey, TValue}[], int)"/>
    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (var (key, value) in this)
            array[arrayIndex++] = new(key, value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator()
    {
        foreach (var (key, value) in this)
            yield return new(key, value);
    }

    private static ArgumentException Duplicate(TKey key) => new($"The key '{key}' is already in the dictionary.", nameof(key));
}
