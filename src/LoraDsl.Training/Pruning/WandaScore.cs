using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>
/// Wanda (Sun et al., arXiv 2306.11695): |W_ij|·‖x_j‖₂, where x_j is what the layer's input column j held over all calibration batches,
/// compared within each output.
/// </summary>
/// <remarks>
/// Inputs are seen where an adapter's <c>forward</c> runs, so in an adapted model, and where a layer is run by <c>call</c>, as
/// <c>Sequential</c> does. TorchSharp fires no hook for a layer that is run by <c>forward</c>.
/// </remarks>
public sealed class WandaScore : IPruningScore
{
    private readonly IEnumerable<Action> runs;

    private WandaScore(IEnumerable<Action> runs) => this.runs = runs;

    /// <inheritdoc/>
    public string Name => "Wanda";

    /// <inheritdoc/>
    public ComparisonGroup Group => ComparisonGroup.Row;

    /// <summary>A score by calibration batches.</summary>
    /// <typeparam name="TBatch">What the model is run on.</typeparam>
    /// <param name="calibration">The batches; a hundred or so inputs are enough.</param>
    /// <param name="run">Runs the model on a batch. What it makes is disposed, its answer included.</param>
    public static WandaScore Over<TBatch>(IEnumerable<TBatch> calibration, Action<TBatch> run)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentNullException.ThrowIfNull(run);
        return new WandaScore(calibration.Select<TBatch, Action>(batch => () => run(batch)));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no batch.</exception>
    /// <exception cref="InvalidOperationException">A layer's inputs were not seen.</exception>
    public IEnumerable<Tensor> Score(nn.Module model, IReadOnlyList<PrunableLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layers);
        using var inputs = InputEnergy.Measure(model, layers, runs);
        foreach (var layer in layers)
        {
            var energy = inputs.Of(layer);
            yield return layer.Matrix().to(energy.dtype).abs().mul_(energy.sqrt());
        }
    }
}
