using LoraDsl.Ranks;

namespace LoraDsl.Allocation;

/// <summary>
/// Learns an allocation by trial: a policy hands out the budget rank by rank, the reward is the negative validation loss after a short
/// training, and REINFORCE with a moving baseline (Williams, 1992) moves the policy. The best allocation that was tried is taken; the
/// proportional one is the first.
/// </summary>
/// <remarks>The same seed, scores and losses give the same ranks; torch's random state is not used.</remarks>
public sealed class ReinforceAllocation : IRankAllocation
{
    private const double BaselineDecay = 0.8;

    private readonly Func<IReadOnlyList<int>, double> loss;
    private readonly int seed;
    private readonly int episodes;
    private readonly double learningRate;

    /// <summary>Sets up the learning.</summary>
    /// <param name="loss">
    /// Validation loss after a short training at these ranks, in the order of the requests. Whatever it trains, it leaves the model as it
    /// found it.
    /// </param>
    /// <param name="seed">Seed of the policy's draws.</param>
    /// <param name="episodes">Allocations to try after the proportional one, at least 1.</param>
    /// <param name="learningRate">Step of the policy's logits for an advantage of one standard deviation, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ReinforceAllocation(Func<IReadOnlyList<int>, double> loss, int seed, int episodes = 64, double learningRate = 0.5)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfLessThan(episodes, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(learningRate);
        this.loss = loss;
        this.seed = seed;
        this.episodes = episodes;
        this.learningRate = learningRate;
    }

    /// <inheritdoc/>
    public string Name => "reinforcement learning";

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A loss is not a number.</exception>
    public RankShares Allocate(IReadOnlyList<RankRequest> requests, RankBudget budget)
    {
        var start = new ProportionalAllocation().Allocate(requests, budget);
        if (requests.Count < 2)
            return start;

        var probe = new ProbeLoss((ranks, _) => loss(ranks));
        var policy = new RankPolicy(requests, budget, new Random(seed));
        int[] best = [.. start.Ranks];
        var bestLoss = probe.Of(best);
        var baseline = -bestLoss;
        var variance = 0.0;
        for (var episode = 0; episode < episodes; episode++)
        {
            var ranks = policy.Draw();
            var reward = -probe.Of(ranks);
            if (-reward < bestLoss)
                (best, bestLoss) = (ranks, -reward);

            // Divided by its own running deviation, so that the unit of the loss does not matter.
            var advantage = reward - baseline;
            variance = episode == 0 ? advantage * advantage : (BaselineDecay * variance) + ((1 - BaselineDecay) * advantage * advantage);
            if (variance > 0)
                policy.Learn(learningRate * advantage / Math.Sqrt(variance));
            baseline = (BaselineDecay * baseline) + ((1 - BaselineDecay) * reward);
        }

        return new RankShares(best, budget.CostOf(requests, best), 0)
        {
            Explanations = RankExplanations.BySearch(requests.Count, probe.Trials, bestLoss),
        };
    }
}
