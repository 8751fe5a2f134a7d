using LoraDsl.Adapters;
using LoraDsl.Importance;
using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>
/// The start of LoRS (Hu et al., arXiv 2501.08582): with B = 0 the first step moves W by −lr·G·Aᵀ·A, which is nearest to a step of full
/// fine-tuning, −lr·G, when the rows of A are the leading right singular vectors of G = ∂L/∂W: they minimise ‖G − G·AᵀA‖.
/// </summary>
internal static class GradientStart
{
    /// <summary>Passes over the batches: a basis of G's rows, one of its columns, one of its rows again, and the product with it.</summary>
    private const int Passes = 4;

    /// <summary>A for each adapter; none where the loss has no gradient.</summary>
    /// <param name="model">The model.</param>
    /// <param name="adapters">The adapters.</param>
    /// <param name="losses">The loss of each batch; gone through four times.</param>
    /// <exception cref="ArgumentException">There is no batch, no adapted layer ran, or a gradient is not finite.</exception>
    public static IReadOnlyList<Tensor?> Directions(
        nn.Module model, IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters, IEnumerable<Func<Tensor>> losses)
    {
        var sketches = new Dictionary<LayerAdapter, GradientDirections>(ReferenceEqualityComparer.Instance);
        try
        {
            foreach (var (_, adapter) in adapters)
                sketches.Add(adapter, new GradientDirections(adapter));
            for (var pass = 1; pass <= Passes; pass++)
            {
                Calibration.Run(model, adapters, losses, (passes, loss) => Add(passes, loss, sketches), gradients: true);
                foreach (var (path, adapter) in pass < Passes ? adapters : [])
                    sketches[adapter].Turn(path);
            }

            return [.. adapters.Select(entry => sketches[entry.Adapter].Directions())];
        }
        finally
        {
            foreach (var sketch in sketches.Values)
                sketch.Dispose();
        }
    }

    private static void Add(IReadOnlyList<LayerPass> passes, Tensor loss, Dictionary<LayerAdapter, GradientDirections> sketches)
    {
        Calibration.RequirePasses(passes.Count);
        foreach (var group in Calibration.OutputGradients(passes, loss).GroupBy(entry => entry.Pass.Adapter))
            sketches[group.Key].Add([.. group.Select(entry => (entry.Pass.Input, entry.Gradient))]);
    }
}
