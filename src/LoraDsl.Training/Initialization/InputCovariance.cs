using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Importance;
using static TorchSharp.torch;

namespace LoraDsl.Training.Initialization;

/// <summary>The uncentred covariance of layers' inputs over batches, XᵀX/T, a matrix of in × in for each layer.</summary>
internal static class InputCovariance
{
    /// <summary>The covariance of each adapter's layer; none where no batch reached it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="adapters">The adapters.</param>
    /// <param name="losses">The loss of each batch; gone through once.</param>
    /// <exception cref="ArgumentException">There is no batch, no adapted layer ran, or an input is not finite.</exception>
    public static IReadOnlyList<Tensor?> Of(
        nn.Module model, IReadOnlyList<(string Path, LayerAdapter Adapter, int Count)> adapters, IEnumerable<Func<Tensor>> losses)
    {
        List<(string Path, LayerAdapter Adapter)> probed = [.. adapters.Select(entry => (entry.Path, entry.Adapter))];
        var paths = probed.ToDictionary(entry => entry.Adapter, entry => entry.Path);
        var sums = new Dictionary<LayerAdapter, (Tensor Sum, long Rows)>(ReferenceEqualityComparer.Instance);
        try
        {
            Calibration.Run(model, probed, losses, (passes, _) => Add(passes, paths, sums), gradients: false);
            return [.. adapters.Select(entry => sums.TryGetValue(entry.Adapter, out var found) ? found.Sum.div(found.Rows) : null)];
        }
        finally
        {
            foreach (var (sum, _) in sums.Values)
                sum.Dispose();
        }
    }

    private static void Add(
        IReadOnlyList<RecordedPass> passes, Dictionary<LayerAdapter, string> paths, Dictionary<LayerAdapter, (Tensor Sum, long Rows)> sums)
    {
        Calibration.RequirePasses(passes.Count);
        foreach (var pass in passes)
        {
            using var scope = NewDisposeScope();
            if (!pass.Input.isfinite().all().item<bool>())
                throw new ArgumentException($"An input of '{paths[pass.Adapter]}' is not finite: look for NaN in the batches.");
            var rows = LayerInput.Rows(pass.Adapter.Layer, pass.Input).to(ScalarType.Float64);
            var product = rows.t().mm(rows);
            if (sums.TryGetValue(pass.Adapter, out var known))
                sums[pass.Adapter] = (known.Sum.add_(product), known.Rows + rows.shape[0]);
            else
                sums[pass.Adapter] = (product.DetachFromDisposeScope(), rows.shape[0]);
        }
    }
}
