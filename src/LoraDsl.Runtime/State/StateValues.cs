namespace LoraDsl.State;

/// <summary>What a <see cref="SavedState"/> holds besides tensors, by name.</summary>
/// <param name="Integers">Whole numbers.</param>
/// <param name="Numbers">Numbers; their text is exact.</param>
/// <param name="Texts">Words.</param>
internal sealed record StateValues(
    SortedDictionary<string, long[]> Integers, SortedDictionary<string, double[]> Numbers, SortedDictionary<string, string> Texts)
{
    /// <summary>None.</summary>
    public static StateValues Empty() => new(new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal));

    /// <summary>What was read from a file, ordered by the names' characters and not by the reader's language.</summary>
    /// <exception cref="InvalidDataException">A value is null.</exception>
    public StateValues Checked()
    {
        return new(Of(Integers), Of(Numbers), Of(Texts));

        static SortedDictionary<string, T> Of<T>(SortedDictionary<string, T> read)
            where T : class
        {
            var ordinal = new SortedDictionary<string, T>(StringComparer.Ordinal);
            foreach (var (name, value) in read)
                ordinal.Add(name, value ?? throw new InvalidDataException($"The saved state has null under '{name}'."));
            return ordinal;
        }
    }
}
