namespace LoraDsl.Ranks;

/// <summary>Fractional shares to whole ranks.</summary>
/// <param name="shares">Ranks above the least, ≥ 0 and at most the room, as fractions.</param>
/// <param name="room">Greatest number of ranks above the least.</param>
/// <param name="costs">What one rank takes from the budget.</param>
internal sealed class ShareRounding(double[] shares, int[] room, long[] costs)
{
    // A share an ulp below a whole number is that number.
    private const double Tolerance = 1e-9;

    /// <summary>Rounds, and takes back what is too much.</summary>
    /// <param name="rounding">How.</param>
    /// <param name="total">What may be spent.</param>
    /// <returns>Whole ranks, and by how much the rounding alone missed the total.</returns>
    public (int[] Ranks, long Drift) Round(RankRounding rounding, long total)
    {
        var ranks = new int[shares.Length];
        for (var index = 0; index < ranks.Length; index++)
            ranks[index] = Math.Min(Whole(shares[index], rounding), room[index]);

        if (rounding == RankRounding.LargestRemainder)
        {
            Spend(ranks, total - Cost(ranks));
            return (ranks, 0);
        }

        var drift = Cost(ranks) - total;
        TakeBack(ranks, drift);
        return (ranks, drift);
    }

    private static int Whole(double share, RankRounding rounding) => rounding switch
    {
        RankRounding.Nearest => (int)Math.Round(share, MidpointRounding.AwayFromZero),
        RankRounding.Ceiling => (int)Math.Ceiling(share - Tolerance),
        _ => (int)Math.Floor(share + Tolerance),
    };

    // One rank each by fraction; ranks of different costs can leave a rest that a cheaper adapter, whose turn has passed, still fits in.
    private void Spend(int[] ranks, long rest)
    {
        var whole = (int[])ranks.Clone();
        var byFraction = Enumerable.Range(0, ranks.Length).OrderByDescending(index => shares[index] - whole[index]).ToArray();
        bool given;
        do
        {
            given = false;
            foreach (var index in byFraction)
            {
                if (ranks[index] >= room[index] || costs[index] > rest)
                    continue;
                ranks[index]++;
                rest -= costs[index];
                given = true;
            }
        }
        while (given && rest > 0);
    }

    // From whom rounding has raised the most, the last of equals.
    private void TakeBack(int[] ranks, long excess)
    {
        if (excess <= 0)
            return;
        var raised = new PriorityQueue<int, (double Above, int Place)>(
            ranks.Index().Where(entry => entry.Item > 0).Select(entry => (entry.Index, Order(entry.Index))));
        while (excess > 0)
        {
            var most = raised.Dequeue();
            ranks[most]--;
            excess -= costs[most];
            if (ranks[most] > 0)
                raised.Enqueue(most, Order(most));
        }

        (double Above, int Place) Order(int index) => (shares[index] - ranks[index], -index);
    }

    private long Cost(int[] ranks)
    {
        var cost = 0L;
        for (var index = 0; index < ranks.Length; index++)
            cost += ranks[index] * costs[index];
        return cost;
    }
}
