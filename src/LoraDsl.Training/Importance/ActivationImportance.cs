using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>How much a layer's output varies, averaged over the batches. Needs no gradients.</summary>
public sealed class ActivationImportance : IImportanceMeasure
{
    private readonly ActivationStatistic statistic;
    private readonly int bins;

    /// <summary>Chooses the statistic.</summary>
    /// <param name="statistic">Variance or entropy.</param>
    /// <param name="bins">Bins of the entropy's histogram, at least 2; the entropy is at most ln(bins).</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 bins.</exception>
    public ActivationImportance(ActivationStatistic statistic = ActivationStatistic.Variance, int bins = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        this.statistic = statistic;
        this.bins = bins;
    }

    /// <inheritdoc/>
    public string Name => statistic == ActivationStatistic.Variance
        ? "activation variance"
        : FormattableString.Invariant($"activation entropy, {bins} bins");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no batch, or no adapted layer ran in a batch's loss.</exception>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses) =>
        Calibration.Mean(model, adapters, losses, AddStatistics, gradients: false);

    private void AddStatistics(IReadOnlyList<RecordedPass> passes, Tensor loss, LayerScores scores)
    {
        // A layer that ran twice has one output of all its rows.
        foreach (var group in passes.GroupBy(pass => pass.Adapter))
        {
            using var scope = NewDisposeScope();
            var rows = cat([.. group.Select(pass => LayerOutput.Rows(group.Key, pass.Output.detach()).to(ScalarType.Float64))]);
            scores.Add(group.Key, statistic == ActivationStatistic.Variance ? Variance(rows) : Entropy(rows));
        }
    }

    // One row has no spread; the unbiased variance of it would be 0/0.
    private static double Variance(Tensor rows) =>
        rows.shape[0] < 2 ? 0 : rows.sub(rows.mean([0])).square().sum(dim: 0).div(rows.shape[0] - 1).mean().item<double>();

    private double Entropy(Tensor rows)
    {
        var least = rows.min();
        var width = rows.max().sub(least);
        if (width.item<double>() == 0)
            return 0;

        // The greatest value would have a bin of its own.
        var bin = rows.sub(least).div(width).mul(bins).floor().clamp(max: bins - 1).to(ScalarType.Int64).flatten();
        var counts = zeros(bins, dtype: ScalarType.Float64, device: rows.device).scatter_add_(0, bin, ones_like(bin, dtype: ScalarType.Float64));
        var shares = counts[counts > 0].div(rows.numel());
        return Math.Max(0, -shares.mul(shares.log()).sum().item<double>());
    }
}
