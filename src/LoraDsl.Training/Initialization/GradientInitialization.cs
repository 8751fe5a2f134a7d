using LoraDsl.Adapters;
using LoraDsl.Importance;
using LoraDsl.Initialization;
using static TorchSharp.torch;

namespace LoraDsl.Training.Initialization;

/// <summary>
/// The leading singular vectors of the layers' weight gradients over batches, by randomised subspace iteration: no gradient of a weight's
/// size is held, but for one embedding or convolution at a time.
/// </summary>
internal static class GradientInitialization
{
    /// <summary>Passes over the batches: a basis of G's rows, one of its columns, one of its rows again, and the product with it.</summary>
    private const int Passes = 4;

    /// <summary>Singular vectors for each adapter; none where the loss has no gradient.</summary>
    /// <param name="model">The model.</param>
    /// <param name="adapters">The adapters, and how many vectors each wants.</param>
    /// <param name="losses">The loss of each batch; gone through four times.</param>
    /// <exception cref="ArgumentException">There is no batch, no adapted layer ran, or a gradient is not finite.</exception>
    public static IReadOnlyList<GradientVectors?> Vectors(
        nn.Module model, IReadOnlyList<(string Path, LayerAdapter Adapter, int Count)> adapters, IEnumerable<Func<Tensor>> losses)
    {
        List<(string Path, LayerAdapter Adapter)> probed = [.. adapters.Select(entry => (entry.Path, entry.Adapter))];
        var sketches = new Dictionary<LayerAdapter, GradientDirections>(ReferenceEqualityComparer.Instance);
        try
        {
            foreach (var (_, adapter, count) in adapters)
                sketches.Add(adapter, new GradientDirections(adapter, count));
            var batches = 0;
            for (var pass = 1; pass <= Passes; pass++)
            {
                batches = Calibration.Run(model, probed, losses, (passes, loss) => Add(passes, loss, sketches), gradients: true);
                foreach (var (path, adapter) in pass < Passes ? probed : [])
                    sketches[adapter].Turn(path);
            }

            return [.. probed.Select(entry => sketches[entry.Adapter].Vectors(batches))];
        }
        finally
        {
            foreach (var sketch in sketches.Values)
                sketch.Dispose();
        }
    }

    private static void Add(IReadOnlyList<RecordedPass> passes, Tensor loss, Dictionary<LayerAdapter, GradientDirections> sketches)
    {
        Calibration.RequirePasses(passes.Count);
        foreach (var group in Calibration.OutputGradients(passes, loss).GroupBy(entry => entry.Pass.Adapter))
            sketches[group.Key].Add([.. group.Select(entry => (entry.Pass.Input, entry.Gradient))]);
    }
}
