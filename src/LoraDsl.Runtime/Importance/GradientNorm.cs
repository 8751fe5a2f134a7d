using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// ‖∂L/∂W‖ of each adapted layer's weight, averaged over the batches. The weights are frozen, so the gradient's norm is formed from
/// the layer's input and the gradient of its output; memory is that of the model's activations and one block of one gradient.
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
        IReadOnlyList<(string Path, LinearAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(adapters);
        ArgumentNullException.ThrowIfNull(losses);

        using var state = new ModelState(model);
        using var gradient = enable_grad();
        using var capture = new LayerCapture(adapters);
        var totals = new Dictionary<LinearAdapter, double>(ReferenceEqualityComparer.Instance);
        var batches = 0;
        foreach (var loss in losses)
        {
            using (NewDisposeScope())
                AddNorms(capture, loss(), totals);
            capture.Clear();
            batches++;
        }

        if (batches == 0)
            throw new ArgumentException("There are no calibration batches: pass at least one.", nameof(losses));
        return [.. adapters.Select(entry => totals.GetValueOrDefault(entry.Adapter) / batches)];
    }

    private void AddNorms(LayerCapture capture, Tensor loss, Dictionary<LinearAdapter, double> totals)
    {
        if (capture.Passes.Count == 0)
        {
            throw new ArgumentException(
                "No adapted layer ran while the loss was computed: does the loss run this model, and its forward the adapted properties?");
        }

        var gradients = autograd.grad([loss], [.. capture.Passes.Select(pass => pass.Output)], allow_unused: true);
        var byAdapter = capture.Passes
            .Zip(gradients, (pass, gradient) => (pass, gradient))
            .Where(entry => entry.gradient is { IsInvalid: false })
            .GroupBy(entry => entry.pass.Adapter);
        foreach (var group in byAdapter)
        {
            using var scope = NewDisposeScope();
            var inputs = cat([.. group.Select(entry => Rows(entry.pass.Input, group.Key.InFeatures))]);
            var outputs = cat([.. group.Select(entry => Rows(entry.gradient, group.Key.OutFeatures))]);
            totals[group.Key] = totals.GetValueOrDefault(group.Key) + WeightGradientNorm.Of(inputs, outputs, norm);
        }
    }

    private static Tensor Rows(Tensor values, long width)
    {
        var rows = values.detach().reshape(-1, width);
        return rows.dtype == ScalarType.Float64 ? rows : rows.to(ScalarType.Float32);
    }
}
