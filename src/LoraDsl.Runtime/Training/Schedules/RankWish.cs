namespace LoraDsl.Training;

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
        while (true)
        {
            var (neediest, lack) = (-1, 0);
            for (var index = 0; index < granted.Length; index++)
            {
                if (wishes[index].Wanted - granted[index] > lack && wishes[index].Cost <= free)
                    (neediest, lack) = (index, wishes[index].Wanted - granted[index]);
            }

            if (neediest < 0)
                return granted;
            granted[neediest]++;
            free -= wishes[neediest].Cost;
        }
    }
}
