using static TorchSharp.torch;

namespace LoraDsl.State;

/// <summary>
/// The state of a training at one step, as tensors, numbers and words by name: what a checkpoint holds. Tensors are copies on the
/// processor, so that it stays what it was while the training goes on.
/// </summary>
public sealed class SavedState : IDisposable
{
    private readonly Dictionary<string, Tensor> tensors;
    private readonly StateValues values;
    private readonly string prefix;

    /// <summary>An empty state.</summary>
    public SavedState()
        : this([], StateValues.Empty(), "")
    {
    }

    internal SavedState(Dictionary<string, Tensor> tensors, StateValues values)
        : this(tensors, values, "")
    {
    }

    private SavedState(Dictionary<string, Tensor> tensors, StateValues values, string prefix)
    {
        (this.tensors, this.values, this.prefix) = (tensors, values, prefix);
    }

    internal IReadOnlyDictionary<string, Tensor> Tensors => tensors;

    internal StateValues Values => values;

    /// <summary>A part of this state whose names cannot meet those of other parts. It is freed with the whole.</summary>
    /// <param name="name">The part's name.</param>
    public SavedState Section(string name) => new(tensors, values, $"{prefix}{name}/");

    /// <summary>Whether anything was written under a name, or in the section of that name.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name)
    {
        var (full, section) = (prefix + name, $"{prefix}{name}/");
        if (tensors.ContainsKey(full) || values.Integers.ContainsKey(full) || values.Numbers.ContainsKey(full) || values.Texts.ContainsKey(full))
            return true;
        return new IEnumerable<string>[] { tensors.Keys, values.Integers.Keys, values.Numbers.Keys, values.Texts.Keys }
            .Any(keys => keys.Any(key => key.StartsWith(section, StringComparison.Ordinal)));
    }

    /// <summary>Whether a tensor of a name was written.</summary>
    public bool HasTensor(string name) => tensors.ContainsKey(prefix + name);

    /// <summary>The beginnings of the names of texts that end so, within this section.</summary>
    public IEnumerable<string> NamesEndingWith(string end) => values.Texts.Keys
        .Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && key.EndsWith(end, StringComparison.Ordinal))
        .Select(key => key[prefix.Length..^end.Length]);

    /// <summary>Writes whole numbers.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="numbers">The numbers.</param>
    public void Write(string name, params IEnumerable<long> numbers) => values.Integers[prefix + name] = [.. numbers];

    /// <summary>Writes numbers; they come back exactly, and may be infinite or none.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="numbers">The numbers.</param>
    public void WriteNumbers(string name, params IEnumerable<double> numbers) => values.Numbers[prefix + name] = [.. numbers];

    /// <summary>Writes a text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">The text.</param>
    public void WriteText(string name, string text) => values.Texts[prefix + name] = text;

    /// <summary>Writes a copy of a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">The tensor, on any device.</param>
    public void WriteTensor(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var copy = tensor.detach().to(CPU, copy: true).contiguous().DetachFromDisposeScope();
        if (tensors.Remove(prefix + name, out var old))
            old.Dispose();
        tensors.Add(prefix + name, copy);
    }

    /// <summary>Whole numbers.</summary>
    /// <param name="name">Their name.</param>
    /// <exception cref="InvalidDataException">There are none of this name.</exception>
    public IReadOnlyList<long> ReadWholeNumbers(string name) => Find(values.Integers, name);

    /// <summary>A whole number.</summary>
    /// <inheritdoc cref="ReadWholeNumbers"/>
    public long ReadWhole(string name) => Single(Find(values.Integers, name), name);

    /// <summary>A number of things: whole, not negative, and not beyond an <see cref="int"/>.</summary>
    /// <inheritdoc cref="ReadWholeNumbers"/>
    public long ReadCount(string name) => ReadWhole(name) is var count and >= 0 and <= int.MaxValue
        ? count
        : throw new InvalidDataException($"The saved state has {ReadWhole(name)} for '{prefix}{name}', which is no count: it is damaged.");

    /// <summary>A yes or no, written as 1 or 0.</summary>
    /// <inheritdoc cref="ReadWholeNumbers"/>
    internal bool ReadFlag(string name) => ReadWhole(name) switch
    {
        0 => false,
        1 => true,
        var other => throw new InvalidDataException($"The saved state has {other} for '{prefix}{name}', which is 0 or 1: it is damaged."),
    };

    /// <summary>Numbers.</summary>
    /// <inheritdoc cref="ReadWholeNumbers"/>
    public IReadOnlyList<double> ReadNumbers(string name) => Find(values.Numbers, name);

    /// <summary>A number.</summary>
    /// <inheritdoc cref="ReadWholeNumbers"/>
    public double ReadNumber(string name) => Single(Find(values.Numbers, name), name);

    /// <summary>A text.</summary>
    /// <inheritdoc cref="ReadWholeNumbers"/>
    public string ReadText(string name) => Find(values.Texts, name);

    /// <summary>A tensor, on the processor; it belongs to the state.</summary>
    /// <inheritdoc cref="ReadWholeNumbers"/>
    public Tensor ReadTensor(string name) => Find(tensors, name);

    /// <summary>Copies everything of this section to another place.</summary>
    public void CopyTo(SavedState other)
    {
        foreach (var (name, found) in Mine(values.Integers))
            other.Write(name, found);
        foreach (var (name, found) in Mine(values.Numbers))
            other.WriteNumbers(name, found);
        foreach (var (name, found) in Mine(values.Texts))
            other.WriteText(name, found);
        foreach (var (name, found) in Mine(tensors))
            other.WriteTensor(name, found);
    }

    /// <summary>Frees the tensors, those of every section.</summary>
    public void Dispose()
    {
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        tensors.Clear();
    }

    private List<(string Name, T Value)> Mine<T>(IReadOnlyDictionary<string, T> kind) =>
        [.. kind.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => (entry.Key[prefix.Length..], entry.Value))];

    private T Find<T>(IReadOnlyDictionary<string, T> kind, string name) => kind.TryGetValue(prefix + name, out var found)
        ? found
        : throw new InvalidDataException($"The saved state has no '{prefix}{name}': it was written by another training, or by another version.");

    private T Single<T>(T[] found, string name) => found.Length == 1
        ? found[0]
        : throw new InvalidDataException($"The saved state has {found.Length} values of '{prefix}{name}' instead of one.");
}
