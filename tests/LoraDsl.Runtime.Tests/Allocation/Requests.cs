using LoraDsl.Ranks;

namespace LoraDsl.Runtime.Tests.Allocation;

internal static class Requests
{
    public static RankRequest[] Of(double[] scores, int minRank = 0, int maxRank = 1000) =>
        [.. scores.Select((score, index) => new RankRequest($"layer{index}", score, minRank, maxRank))];

    public static RankRequest[] OfCost(params (double Score, long Cost)[] adapters) =>
        [.. adapters.Select((adapter, index) => new RankRequest($"layer{index}", adapter.Score, 0, 1000, adapter.Cost))];

    /// <summary>Sound requests and a budget that covers them, drawn at random.</summary>
    public static (RankRequest[] Requests, RankBudget Budget) Random(Random random)
    {
        var requests = Enumerable.Range(0, random.Next(1, 9)).Select(index =>
        {
            var least = random.Next(0, 4);
            var most = least + random.Next(0, 20);
            return new RankRequest($"layer{index}", random.Next(4) == 0 ? 0 : random.NextDouble(), least, most, random.Next(1, 50))
            {
                ComponentScores = [.. Enumerable.Range(0, most).Select(_ => random.NextDouble())],
            };
        }).ToArray();
        var budget = new RankBudget(0, random.Next(2) == 0 ? BudgetUnit.Ranks : BudgetUnit.Parameters);
        var least = budget.CostOf(requests, [.. requests.Select(request => request.MinRank)]);
        var most = budget.CostOf(requests, [.. requests.Select(request => request.MaxRank)]);
        return (requests, budget with { Amount = least + random.NextInt64(0, most - least + 5) });
    }
}
