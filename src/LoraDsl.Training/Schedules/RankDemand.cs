namespace LoraDsl.Schedules;

/// <summary>What an adapter asks of a budget.</summary>
/// <param name="Rank">Its present rank.</param>
/// <param name="Wanted">The rank that it asks for.</param>
/// <param name="Cost">What one rank takes from the budget.</param>
internal readonly record struct RankDemand(int Rank, int Wanted, long Cost)
{
    /// <summary>
    /// The ranks that a budget allows. Who asks for less gets less; what is then free of the budget is given rank by rank to the adapter
    /// that lacks the most, the first of equals. No adapter loses a rank to another's demand.
    /// </summary>
    public static int[] Grant(IReadOnlyList<RankDemand> demands, long budget)
    {
        int[] granted = [.. demands.Select(demand => Math.Min(demand.Rank, demand.Wanted))];
        var free = budget - demands.Select((demand, index) => granted[index] * demand.Cost).Sum();
        var waiting = new PriorityQueue<int, (int Lack, int Place)>(
            granted.Index().Where(entry => demands[entry.Index].Wanted > entry.Item).Select(entry => (entry.Index, Order(entry.Index))));
        while (waiting.TryDequeue(out var neediest, out _))
        {
            // What is free only falls: an adapter whose rank it no longer pays for gets none later.
            if (demands[neediest].Cost > free)
                continue;
            free -= demands[neediest].Cost;
            if (++granted[neediest] < demands[neediest].Wanted)
                waiting.Enqueue(neediest, Order(neediest));
        }

        return granted;

        (int Lack, int Place) Order(int index) => (granted[index] - demands[index].Wanted, index);
    }
}
