using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>A budget that AdaLoRA shares out in training.</summary>
internal sealed class AdaLoraShare
{
    private readonly TripletBudget budget;
    private readonly int[] minRanks;
    private readonly long[] costs;

    /// <summary>Checks a budget against what its adapters start with.</summary>
    /// <exception cref="InvalidOperationException">The adapters start with less than the budget, or have to keep more.</exception>
    public AdaLoraShare(BudgetScope scope, AdaLoraOptions options)
    {
        Adapters = scope.Triplets;
        minRanks = [.. Adapters.Select(entry => entry.Adapter.MinRank)];
        costs = [.. Adapters.Select(entry => scope.Budget.Unit == BudgetUnit.Ranks ? 1 : entry.Adapter.InFeatures + entry.Adapter.OutFeatures)];
        var target = (long)scope.Budget.Amount;
        var (initial, least) = (Cost(entry => entry.BeginTraining()), Cost(entry => entry.MinRank));
        if (initial < target)
        {
            throw new InvalidOperationException(
                $"The adapters of '{scope.Owner}' start with {initial} of {scope.Budget.Unit}, less than the budget of {target} that AdaLoRA is to bring them down to: raise InitialRank, or lower the budget.");
        }

        if (least > target)
        {
            throw new InvalidOperationException(
                $"The least ranks of the adapters of '{scope.Owner}' take {least} of {scope.Budget.Unit}, more than the budget of {target}: lower MinRank, or raise the budget.");
        }

        budget = new TripletBudget(options, initial, target);
    }

    /// <summary>Who draws on the budget, with their paths.</summary>
    public IReadOnlyList<(string Path, AdaLoraAdapter Adapter)> Adapters { get; }

    /// <summary>What there is after a number of steps.</summary>
    public long After(long step) => budget.After(step);

    /// <summary>Chooses the triplets that stay after a step.</summary>
    /// <param name="step">Number of the step.</param>
    /// <param name="statistics">Those of the adapters.</param>
    /// <returns>For each triplet of each adapter, whether it stays.</returns>
    /// <exception cref="InvalidOperationException">A score is not finite.</exception>
    public bool[][] Choose(long step, IReadOnlyDictionary<AdaLoraAdapter, TripletStatistics> statistics) =>
        TripletSelection.Choose(Scores(statistics), minRanks, costs, After(step));

    private double[][] Scores(IReadOnlyDictionary<AdaLoraAdapter, TripletStatistics> statistics)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();

        // One transfer for all adapters: on a GPU each would wait for all that is queued.
        var device = Adapters[0].Adapter.A.device;
        var all = cat([.. Adapters.Select(entry => statistics[entry.Adapter].Scores().to(ScalarType.Float64, device))]).cpu().data<double>().ToArray();
        var scores = new double[Adapters.Count][];
        var next = 0;
        foreach (var (index, (path, adapter)) in Adapters.Index())
        {
            scores[index] = all[next..(next += adapter.StoredRank)];
            if (!Array.TrueForAll(scores[index], double.IsFinite))
                throw new InvalidOperationException($"The gradients of the adapter '{path}' are not finite: its triplets have no scores, and nothing was stepped.");
        }

        return scores;
    }

    private long Cost(Func<AdaLoraAdapter, int> ranks) => Adapters.Zip(costs, (entry, cost) => ranks(entry.Adapter) * cost).Sum();
}
