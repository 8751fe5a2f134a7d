using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Importance;
using static TorchSharp.torch;

namespace LoraDsl.Training.Initialization;

/// <summary>
/// The directions in which layers' inputs vary most over batches, by an incremental singular value decomposition that holds more
/// components than are wanted, and one batch.
/// </summary>
internal static class InputInitialization
{
    /// <summary>
    /// Components beyond twice the wanted ones that are kept from batch to batch, so that cutting costs the wanted ones little; nothing is cut
    /// of layers with no more inputs than that.
    /// </summary>
    private const int Oversampling = 32;

    /// <summary>Leading right singular vectors of the inputs as rows, for each adapter; none where no batch reached the layer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="adapters">The adapters, and how many vectors each wants.</param>
    /// <param name="losses">The loss of each batch; gone through once.</param>
    /// <exception cref="ArgumentException">There is no batch, no adapted layer ran, or an input is not finite.</exception>
    public static IReadOnlyList<Tensor?> Directions(
        nn.Module model, IReadOnlyList<(string Path, LayerAdapter Adapter, int Count)> adapters, IEnumerable<Func<Tensor>> losses)
    {
        List<(string Path, LayerAdapter Adapter)> probed = [.. adapters.Select(entry => (entry.Path, entry.Adapter))];
        var sketches = new Dictionary<LayerAdapter, (string Path, IncrementalSvd Svd)>(ReferenceEqualityComparer.Instance);
        try
        {
            foreach (var (path, adapter, count) in adapters)
                sketches.Add(adapter, (path, new IncrementalSvd((2 * count) + Oversampling)));
            Calibration.Run(model, probed, losses, (passes, _) => Add(passes, sketches), gradients: false);
            return [.. adapters.Select(entry => sketches[entry.Adapter].Svd.Directions(entry.Count))];
        }
        finally
        {
            foreach (var (_, svd) in sketches.Values)
                svd.Dispose();
        }
    }

    private static void Add(IReadOnlyList<RecordedPass> passes, Dictionary<LayerAdapter, (string Path, IncrementalSvd Svd)> sketches)
    {
        Calibration.RequirePasses(passes.Count);
        foreach (var pass in passes)
        {
            var (path, svd) = sketches[pass.Adapter];
            if (!pass.Input.isfinite().all().item<bool>())
                throw new ArgumentException($"An input of '{path}' is not finite: look for NaN in the batches.");
            svd.Add(LayerInput.Rows(pass.Adapter.Layer, pass.Input));
        }
    }
}
