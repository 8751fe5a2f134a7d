namespace LoraDsl.Allocation;

/// <summary>
/// Ranks proportional to scores: every adapter gets its least rank first, the rest of the budget is shared in proportion to the
/// scores, and what an adapter cannot take at its greatest rank is handed on to the others. Rounding is by largest remainder, so
/// that the budget is spent exactly unless every adapter is at its greatest rank.
/// </summary>
public static class ProportionalAllocation
{
    /// <summary>Shares out a budget of ranks.</summary>
    /// <param name="requests">The adapters. Scores that are all zero share evenly.</param>
    /// <param name="budget">Ranks to give in total.</param>
    /// <returns>The rank of each adapter, in order; their sum is min(budget, Σ MaxRank).</returns>
    /// <exception cref="ArgumentException">A score is not finite or negative, bounds cross, or the budget is below Σ MinRank.</exception>
    public static int[] Allocate(IReadOnlyList<RankRequest> requests, int budget)
    {
        ArgumentNullException.ThrowIfNull(requests);
        Validate(requests, budget);

        var shares = new double[requests.Count];
        var rest = budget - requests.Sum(request => request.MinRank);
        var open = Enumerable.Range(0, requests.Count).ToList();
        while (rest > 0 && open.Count > 0)
        {
            ShareProportionally(requests, open, rest, shares);
            var full = open.FindAll(index => shares[index] >= Room(requests[index]));
            if (full.Count == 0)
                break;
            foreach (var index in full)
            {
                shares[index] = Room(requests[index]);
                rest -= Room(requests[index]);
                open.Remove(index);
            }
        }

        var rounded = LargestRemainder.Round(open.ConvertAll(index => shares[index]), open.Count == 0 ? 0 : Math.Max(0, rest));
        foreach (var (position, index) in open.Index())
            shares[index] = rounded[position];
        return [.. requests.Select((request, index) => request.MinRank + (int)shares[index])];
    }

    private static int Room(RankRequest request) => request.MaxRank - request.MinRank;

    private static void ShareProportionally(IReadOnlyList<RankRequest> requests, List<int> open, int rest, double[] shares)
    {
        // Divided by the greatest score first: the sum of very large scores would overflow, that of very small ones vanish.
        var greatest = open.Max(index => requests[index].Score);
        double Weight(int index) => greatest > 0 ? requests[index].Score / greatest : 1;
        var total = open.Sum(Weight);
        foreach (var index in open)
            shares[index] = rest * (Weight(index) / total);
    }

    private static void Validate(IReadOnlyList<RankRequest> requests, int budget)
    {
        foreach (var request in requests)
        {
            if (!double.IsFinite(request.Score) || request.Score < 0)
            {
                throw new ArgumentException(
                    $"The importance of '{request.Path}' is {request.Score}: scores must be finite and not negative. Look for NaN or infinite values in the calibration batches or in the loss.",
                    nameof(requests));
            }

            if (request.MinRank < 0 || request.MaxRank < request.MinRank)
            {
                throw new ArgumentException(
                    $"The ranks of '{request.Path}' are bounded by {request.MinRank} and {request.MaxRank}: the least must be at least 0 and at most the greatest.",
                    nameof(requests));
            }
        }

        var least = requests.Sum(request => request.MinRank);
        if (budget < least)
        {
            throw new ArgumentException(
                $"A budget of {budget} is below the {least} ranks that the {requests.Count} adaptive adapters need at least: raise the budget or lower MinRank.",
                nameof(budget));
        }
    }
}
