namespace LoraDsl.Ranks;

/// <summary>What must hold before a budget can be shared out, the same for every allocation.</summary>
internal static class RequestChecks
{
    /// <summary>Throws unless the requests are sound and the budget covers their least ranks.</summary>
    public static void Require(IReadOnlyList<RankRequest> requests, RankBudget budget)
    {
        ArgumentNullException.ThrowIfNull(requests);
        foreach (var request in requests)
            Require(request);

        var least = requests.Sum(request => request.MinRank * budget.CostOf(request));
        if (budget.Amount < least)
        {
            throw new ArgumentException(
                $"A budget of {budget} is below the {least} that the {requests.Count} adaptive adapters need at least: raise the budget or lower MinRank.",
                nameof(budget));
        }
    }

    private static void Require(RankRequest request)
    {
        RequireScore(request.Path, request.Score);
        foreach (var score in request.ComponentScores ?? [])
            RequireScore(request.Path, score);

        if (request.MinRank < 0 || request.MaxRank < request.MinRank)
        {
            throw new ArgumentException(
                $"The ranks of '{request.Path}' are bounded by {request.MinRank} and {request.MaxRank}: the least must be at least 0 and at most the greatest.",
                nameof(request));
        }

        if (request.ParametersPerRank < 1)
        {
            throw new ArgumentException(
                $"One rank of '{request.Path}' brings {request.ParametersPerRank} parameters: it must be in + out of its layer.", nameof(request));
        }
    }

    private static void RequireScore(string path, double score)
    {
        if (!double.IsFinite(score) || score < 0)
        {
            throw new ArgumentException(
                $"The importance of '{path}' is {score}: scores must be finite and not negative. Look for NaN or infinite values in the calibration batches or in the loss.",
                nameof(score));
        }
    }
}
