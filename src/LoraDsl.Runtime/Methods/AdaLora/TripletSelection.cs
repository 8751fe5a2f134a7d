namespace LoraDsl.Methods;

/// <summary>Keeps the best triplets over all adapters that share a budget.</summary>
internal static class TripletSelection
{
    /// <summary>Chooses triplets.</summary>
    /// <param name="scores">Scores of the triplets of each adapter.</param>
    /// <param name="minRanks">How many each adapter keeps whatever the others score.</param>
    /// <param name="costs">What a triplet of each adapter takes from the budget.</param>
    /// <param name="budget">What there is.</param>
    /// <returns>
    /// For each triplet of each adapter, whether it stays. Equal scores, such as those of all triplets while Λ is zero, are taken in turn
    /// from every adapter, the first adapter's first.
    /// </returns>
    public static bool[][] Choose(
        IReadOnlyList<double[]> scores, IReadOnlyList<int> minRanks, IReadOnlyList<long> costs, long budget)
    {
        bool[][] kept = [.. scores.Select(own => new bool[own.Length])];
        var rest = new List<(int Adapter, int Triplet, int Place)>();
        foreach (var (adapter, own) in scores.Index())
        {
            int[] best = [.. Enumerable.Range(0, own.Length).OrderByDescending(triplet => own[triplet])];
            foreach (var triplet in best.AsSpan(0, minRanks[adapter]))
            {
                kept[adapter][triplet] = true;
                budget -= costs[adapter];
            }

            rest.AddRange(best.Index().Skip(minRanks[adapter]).Select(entry => (adapter, entry.Item, entry.Index)));
        }

        foreach (var (adapter, triplet, _) in rest.OrderByDescending(entry => scores[entry.Adapter][entry.Triplet]).ThenBy(entry => entry.Place))
        {
            if (costs[adapter] > budget)
                continue;
            kept[adapter][triplet] = true;
            budget -= costs[adapter];
        }

        return kept;
    }
}
