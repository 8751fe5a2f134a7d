using LoraDsl.Ranks;

namespace LoraDsl.Allocation;

/// <summary>
/// Hands out a budget rank by rank: each goes to an adapter drawn with probability softmax(logits) among those that can still take
/// one. Starts in proportion to the scores.
/// </summary>
internal sealed class RankPolicy
{
    private readonly IReadOnlyList<RankRequest> requests;
    private readonly RankBudget budget;
    private readonly Random random;
    private readonly double[] logits;
    private readonly double[] gradient;

    public RankPolicy(IReadOnlyList<RankRequest> requests, RankBudget budget, Random random)
    {
        this.requests = requests;
        this.budget = budget;
        this.random = random;
        gradient = new double[requests.Count];

        // No adapter starts without a chance, or it would never be tried.
        var greatest = requests.Max(request => request.Score);
        logits = [.. requests.Select(request => Math.Log(greatest > 0 ? (request.Score / greatest) + 0.01 : 1))];
    }

    /// <summary>Draws an allocation and remembers ∂ log p / ∂ logits of it.</summary>
    public int[] Draw()
    {
        Array.Clear(gradient);
        int[] ranks = [.. requests.Select(request => request.MinRank)];
        var rest = budget.Amount - budget.CostOf(requests, ranks);
        var weights = new double[ranks.Length];
        for (var draws = 1; ; draws++)
        {
            var greatest = double.NegativeInfinity;
            for (var index = 0; index < ranks.Length; index++)
            {
                if (CanTake(index, ranks, rest))
                    greatest = Math.Max(greatest, logits[index]);
            }

            if (double.IsNegativeInfinity(greatest))
                return Average(ranks, draws - 1);

            var total = 0.0;
            for (var index = 0; index < ranks.Length; index++)
            {
                weights[index] = CanTake(index, ranks, rest) ? Math.Exp(logits[index] - greatest) : 0;
                total += weights[index];
            }

            var chosen = Choose(weights, total);
            for (var index = 0; index < ranks.Length; index++)
                gradient[index] += (index == chosen ? 1 : 0) - (weights[index] / total);
            ranks[chosen]++;
            rest -= budget.CostOf(requests[chosen]);
        }
    }

    /// <summary>Moves the logits along the gradient of the last draw.</summary>
    public void Learn(double step)
    {
        for (var index = 0; index < logits.Length; index++)
            logits[index] += step * gradient[index];
    }

    private bool CanTake(int index, int[] ranks, long rest) =>
        ranks[index] < requests[index].MaxRank && budget.CostOf(requests[index]) <= rest;

    // Summed over a hundred draws the gradient would move the policy a hundred times as far as over one: √n is how far it spreads.
    private int[] Average(int[] ranks, int draws)
    {
        for (var index = 0; index < gradient.Length; index++)
            gradient[index] /= Math.Sqrt(Math.Max(1, draws));
        return ranks;
    }

    private int Choose(double[] weights, double total)
    {
        var at = random.NextDouble() * total;
        var last = 0;
        for (var index = 0; index < weights.Length; index++)
        {
            if (weights[index] <= 0)
                continue;
            last = index;
            at -= weights[index];
            if (at < 0)
                break;
        }

        return last;
    }
}
