namespace LoraDsl.Schedules;

/// <summary>What an adapter asks of a budget.</summary>
/// <param name="Rank">Its present rank.</param>
/// <param name="Wanted">The rank that it asks for.</param>
/// <param name="Cost">What one rank takes from the budget.</param>
internal readonly record struct RankWish(int Rank, int Wanted, long Cost)
{
    /// <summary>
    /// The ranks that a budget allows. Who asks for less gets less; what is then free of the budget is given rank by rank to the adapter
    /// that lacks the most, the first of equals. Nobody loses a rank to another's wish.
    /// </summary>
    public static int[] Grant(IReadOnlyList<RankWish> wishes, long budget)
    {
        int[] granted = [.. wishes.Select(wish => Math.Min(wish.Rank, wish.Wanted))];
        var free = budget - wishes.Select((wish, index) => granted[index] * wish.Cost).Sum();
        var waiting = new PriorityQueue<int, (int Lack, int Place)>(
            granted.Index().Where(entry => wishes[entry.Index].Wanted > entry.Item).Select(entry => (entry.Index, Order(entry.Index))));
        while (waiting.TryDequeue(out var neediest, out _))
        {
            // What is free only falls: whoever it does not reach for now is through.
            if (wishes[neediest].Cost > free)
                continue;
            free -= wishes[neediest].Cost;
            if (++granted[neediest] < wishes[neediest].Wanted)
                waiting.Enqueue(neediest, Order(neediest));
        }

        return granted;

        (int Lack, int Place) Order(int index) => (granted[index] - wishes[index].Wanted, index);
    }
}
