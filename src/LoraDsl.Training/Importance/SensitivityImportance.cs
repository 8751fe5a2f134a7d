using LoraDsl.Adapters;
using LoraDsl.Differentiation;
using LoraDsl.Extensibility;
using LoraDsl.Limits;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// AdaLoRA's sensitivity times uncertainty (Zhang et al., arXiv 2303.10512), of the frozen weight: for every entry I = |W·∂L/∂W| of a
/// batch, Ī ← β₁·Ī + (1 − β₁)·I, Ū ← β₂·Ū + (1 − β₂)·|I − Ī|, both from 0; the score is the mean over the entries of Ī·Ū after the last batch.
/// </summary>
/// <remarks>
/// Adapters that have no rank yet have no triplets to be scored by: their weight takes the triplets' place. The averages are of the
/// weight's size, so layers are measured one at a time: a forward and a backward pass for each adapter and batch.
/// </remarks>
public sealed class SensitivityImportance : IImportanceMeasure
{
    private readonly double sensitivityDecay;
    private readonly double uncertaintyDecay;

    /// <summary>Chooses the averages.</summary>
    /// <param name="sensitivityDecay">β₁ of the sensitivity's moving average, in [0, 1).</param>
    /// <param name="uncertaintyDecay">β₂ of the uncertainty's moving average, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A decay is out of range.</exception>
    public SensitivityImportance(double sensitivityDecay = 0.85, double uncertaintyDecay = 0.85)
    {
        this.sensitivityDecay = OptionGuard.ShareBelowOne(sensitivityDecay, nameof(sensitivityDecay));
        this.uncertaintyDecay = OptionGuard.ShareBelowOne(uncertaintyDecay, nameof(uncertaintyDecay));
    }

    /// <inheritdoc/>
    public string Name => "sensitivity times uncertainty";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no batch, or no adapted layer ran in any batch's loss.</exception>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses)
    {
        var batches = Calibration.Kept(model, adapters, losses);
        var scores = new double[adapters.Count];
        var (ran, reached) = (0, 0);
        for (var index = 0; index < scores.Length; index++)
        {
            using var scope = NewDisposeScope();
            var averages = new SensitivityAverages(adapters[index].Adapter.Layer, sensitivityDecay, uncertaintyDecay);
            Calibration.Run(
                model,
                [adapters[index]],
                batches,
                (passes, loss) =>
                {
                    // Of a single layer the loss may be independent.
                    ran += passes.Count;
                    var gradients = passes.Count > 0 && LossChecks.RequireScalar(loss).requires_grad ? Calibration.OutputGradients(passes, loss) : [];
                    var runs = gradients.Select(entry => (entry.Pass.Input, entry.Gradient)).ToList();
                    reached += runs.Count;
                    averages.Add(runs);
                },
                gradients: true);
            scores[index] = averages.Score();
        }

        Calibration.RequirePasses(ran);
        return reached > 0 ? scores : throw LossChecks.NoGraph();
    }
}
