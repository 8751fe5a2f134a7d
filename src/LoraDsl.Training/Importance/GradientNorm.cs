using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// ‖∂L/∂W‖ of each adapted layer's weight, averaged over the batches. The weights are frozen, so the gradient's norm is formed from
/// the layer's input and the gradient of its output. Memory is that of the model's activations and, of a linear layer, one block of
/// its gradient; embeddings and convolutions hold their gradient, one layer at a time.
/// </summary>
/// <param name="norm">Which norm.</param>
public sealed class GradientNorm(MatrixNorm norm = MatrixNorm.L2) : IImportanceMeasure
{
    /// <inheritdoc/>
    public string Name => $"gradient norm {norm}";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no batch, or no adapted layer ran in a batch's loss.</exception>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses) =>
        Calibration.Mean(model, adapters, losses, AddNorms, gradients: true);

    private void AddNorms(IReadOnlyList<RecordedPass> passes, Tensor loss, LayerScores scores)
    {
        foreach (var group in Calibration.OutputGradients(passes, loss).GroupBy(entry => entry.Pass.Adapter))
        {
            using var scope = NewDisposeScope();
            var runs = group.Select(entry => (entry.Pass.Input, entry.Gradient)).ToList();
            scores.Add(group.Key, group.Key.Layer.Module is Linear
                ? OuterProductNorm.Of(group.Key.Layer, runs, norm)
                : Norm(WeightGradient.Of(group.Key.Layer, runs)));
        }
    }

    private double Norm(Tensor gradient) => norm == MatrixNorm.L2
        ? Math.Sqrt(gradient.mul_(gradient).sum(ScalarType.Float64).item<double>())
        : gradient.abs_().sum(ScalarType.Float64).item<double>();
}
