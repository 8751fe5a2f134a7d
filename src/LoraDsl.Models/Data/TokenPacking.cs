namespace LoraDsl.Models.Data;

/// <summary>Many short texts as few long ones, so that nothing of a batch is padding.</summary>
public static class TokenPacking
{
    /// <summary>
    /// Puts examples one behind the other and cuts the whole into pieces of one length; the last may be shorter. A token sees the examples before its own in the piece, as is usual in
    /// pre-training; the first of an example is not learned from the one before.
    /// </summary>
    /// <param name="examples">The examples, in order.</param>
    /// <param name="length">Tokens of a piece.</param>
    public static IEnumerable<TokenExample> Pack(IEnumerable<TokenExample> examples, int length)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        return Pieces(examples, length);
    }

    private static IEnumerable<TokenExample> Pieces(IEnumerable<TokenExample> examples, int length)
    {
        var (ids, labels) = (new List<long>(length), new List<long>(length));
        foreach (var example in examples)
        {
            for (var place = 0; place < example.Ids.Count; place++)
            {
                ids.Add(example.Ids[place]);
                labels.Add(place == 0 ? TokenExample.Ignored : example.Labels[place]);
                if (ids.Count < length)
                    continue;
                yield return new TokenExample([.. ids], [.. labels]);
                ids.Clear();
                labels.Clear();
            }
        }

        if (ids.Count > 0)
            yield return new TokenExample(ids, labels);
    }
}
