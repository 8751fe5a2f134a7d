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
}
