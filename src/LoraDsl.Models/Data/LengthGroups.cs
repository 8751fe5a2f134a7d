namespace LoraDsl.Models.Data;

/// <summary>Batches of texts that are about equally long, so that little of them is padding.</summary>
public static class LengthGroups
{
    /// <summary>Groups that are drawn together before they are sorted: more of them mean less padding and less chance.</summary>
    private const int BatchesTogether = 50;

    /// <summary>Shuffles indices, sorts them by length within groups of many batches, and shuffles the batches.</summary>
    /// <param name="lengths">The length of each text.</param>
    /// <param name="batchSize">Texts of a batch; the last one made may have fewer.</param>
    /// <param name="seed">What is shuffled with.</param>
    /// <returns>The indices of each batch; every index once.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<int> lengths, int batchSize, int seed)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var random = new Random(seed);
        var indices = Enumerable.Range(0, lengths.Count).ToArray();
        random.Shuffle(indices);
        int[][] batches = [.. indices.Chunk(BatchesTogether * batchSize)
            .SelectMany(group => group.OrderByDescending(index => lengths[index]).Chunk(batchSize))];
        random.Shuffle(batches);
        return batches;
    }
}
