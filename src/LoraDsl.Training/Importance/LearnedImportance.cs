using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// What ablation would say, learned: the rise of the loss without the layer is measured for a few adapters drawn at random, ridge
/// regression learns it from the scores that cheaper estimators give, and predicts it for the others; a prediction below 0 counts as 0.
/// </summary>
/// <remarks>
/// Estimators are standardised over the adapters, so that their units do not matter. With no more adapters than are to be
/// measured, every score is a measured one.
/// </remarks>
public sealed class LearnedImportance : IImportanceMeasure
{
    private readonly IImportanceMeasure[] estimators;
    private readonly int measured;
    private readonly double ridge;
    private readonly int seed;

    /// <summary>Sets up the regression.</summary>
    /// <param name="measured">Adapters to ablate, at least 2.</param>
    /// <param name="ridge">λ of the penalty λ·‖w‖² beside the mean squared error, above 0.</param>
    /// <param name="seed">Seed of the draw of the adapters; torch's own random state is not used.</param>
    /// <param name="estimators">What to learn from; left out, the gradient norm, Taylor and the activation's variance.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public LearnedImportance(int measured = 8, double ridge = 0.1, int seed = 0, params IReadOnlyList<IImportanceMeasure> estimators)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(measured, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ridge);
        ArgumentNullException.ThrowIfNull(estimators);
        this.measured = measured;
        this.ridge = ridge;
        this.seed = seed;
        this.estimators = estimators.Count > 0 ? [.. estimators] : [new GradientNorm(), new TaylorImportance(), new ActivationImportance()];
    }

    /// <inheritdoc/>
    public string Name =>
        FormattableString.Invariant($"ablation of {measured}, learned from {string.Join(", ", estimators.Select(estimator => estimator.Name))}");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no batch, an estimator refuses, or a score to learn from is not finite.</exception>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses)
    {
        var kept = Calibration.Kept(model, adapters, losses);
        int[] sample = [.. Draw(adapters.Count).Order()];
        var rises = new AblationImportance().Measure(model, [.. sample.Select(index => adapters[index])], kept);
        if (sample.Length == adapters.Count)
            return rises;

        var columns = estimators.Select(estimator => Finite(estimator, adapters, estimator.Measure(model, adapters, kept))).ToArray();
        var regression = new RidgeRegression(
            [.. sample.Select(Row)], [.. Finite(new AblationImportance(), [.. sample.Select(index => adapters[index])], rises)], ridge);
        var scores = Enumerable.Range(0, adapters.Count).Select(index => Math.Max(0, regression.Predict(Row(index)))).ToArray();
        foreach (var (position, index) in sample.Index())
            scores[index] = rises[position];
        return scores;

        double[] Row(int index) => [.. columns.Select(column => column[index])];
    }

    private int[] Draw(int count)
    {
        var indices = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(indices);
        return indices[..Math.Min(measured, count)];
    }

    private static IReadOnlyList<double> Finite(
        IImportanceMeasure measure, IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters, IReadOnlyList<double> scores)
    {
        foreach (var (index, score) in scores.Index())
        {
            if (!double.IsFinite(score))
            {
                throw new ArgumentException(
                    $"The {measure.Name} of '{adapters[index].Path}' is {score}, which nothing can be learned from: look for NaN or infinite values in the calibration batches or in the loss.");
            }
        }

        return scores;
    }
}
