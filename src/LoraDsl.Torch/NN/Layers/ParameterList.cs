using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of parameters, named by their positions.</summary>
public class ParameterList : nn.Module, IList<Parameter>
{
    private readonly List<Parameter> _items;

    /// <summary>A list of some parameters.</summary>
    public ParameterList(params Parameter[] parameters)
        : base(nameof(ParameterList))
    {
        _items = [.. parameters];
    }

    /// <summary>The parameter at a position; one that is replaced is not disposed.</summary>
    public Parameter this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    /// <summary>The number of parameters.</summary>
    public int Count => _items.Count;

    /// <summary>False: parameters can be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>Appends a parameter.</summary>
    public void Add(Parameter item) => _items.Add(item);

    /// <summary>Appends some parameters.</summary>
    public void append(params Parameter[] parameters) => extend(parameters);

    /// <summary>Appends some parameters.</summary>
    public void extend(IEnumerable<Parameter> parameters) => _items.AddRange(parameters);

    /// <summary>Inserts a parameter.</summary>
    public void Insert(int index, Parameter item) => _items.Insert(index, item);

    /// <summary>Removes a parameter without disposing it.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(Parameter item)
    {
        var position = IndexOf(item);
        if (position < 0)
            return false;
        RemoveAt(position);
        return true;
    }

    /// <summary>Removes the parameter at a position without disposing it.</summary>
    public void RemoveAt(int index) => _items.RemoveAt(index);

    /// <summary>Removes all parameters without disposing them.</summary>
    public void Clear() => _items.Clear();

    /// <summary>Whether a parameter is there.</summary>
    public bool Contains(Parameter item) => IndexOf(item) >= 0;

    /// <summary>The position of a parameter; -1 where it is not there. It is the object that is looked for, not its elements.</summary>
    public int IndexOf(Parameter item) => _items.FindIndex(parameter => ReferenceEquals(parameter, item));

    /// <summary>Copies the parameters into an array, from a position on.</summary>
    public void CopyTo(Parameter[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <summary>The parameters in order.</summary>
    public IEnumerator<Parameter> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) => _items.Select((parameter, i) => (i.ToString(CultureInfo.InvariantCulture), parameter));

    /// <inheritdoc/>
    public override bool has_parameter(string target) => Position(target) >= 0;

    /// <inheritdoc/>
    public override Parameter? get_parameter(string target) => Position(target) is >= 0 and var i ? _items[i] : null;

    /// <summary>Nothing is registered: the parameters are always those that are there at the moment.</summary>
    protected override void RegisterComponents()
    {
    }

    /// <summary>Puts new parameters in the place of those that change.</summary>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        for (var i = 0; i < Count; i++)
        {
            var old = _items[i];
            if (!ReplaceParameter(dtype, device, old, out var moved))
                continue;
            _items[i] = moved!;
            old.DetachFromDisposeScope().Dispose();
        }
    }

    /// <summary>Frees the parameters.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        foreach (var parameter in _items)
            parameter.Dispose();
    }

    private int Position(string target) =>
        int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < Count ? position : -1;
}
