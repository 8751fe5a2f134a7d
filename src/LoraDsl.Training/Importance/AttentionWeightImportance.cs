using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// How far the attention that a layer is part of is from looking everywhere alike: the mean over heads of 1 − normalised entropy of the
/// attention rows, H/ln(keys), averaged over the batches. 0 for even rows, 1 for rows that see one key. Needs no gradients.
/// </summary>
/// <remarks>
/// The adapters of one attention module have one score. Which module that is, the model says: it is the nearest one around the layer
/// that implements <see cref="IAttentionModule"/>. Keys that a mask takes away count among the keys.
/// </remarks>
public sealed class AttentionWeightImportance : IImportanceMeasure
{
    /// <inheritdoc/>
    public string Name => "attention weight";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// There is no batch, an adapter's layer is in no attention module, or an attention module shows no rows or none that sum to 1.
    /// </exception>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses)
    {
        Calibration.Require(model, adapters, losses);
        var modules = new AttentionModules(model);
        var owners = adapters.Select(entry => modules.Around(entry.Path)).ToList();
        var captures = new Dictionary<string, AttentionCapture>(StringComparer.Ordinal);
        try
        {
            foreach (var (path, module) in owners)
            {
                if (!captures.ContainsKey(path))
                    captures.Add(path, new AttentionCapture(path, module));
            }

            var scores = captures.Keys.ToDictionary(path => path, _ => 0.0, StringComparer.Ordinal);
            var batches = Calibration.ForEach(model, losses, gradients: false, loss =>
            {
                using (NewDisposeScope())
                    loss();
                foreach (var capture in captures.Values)
                    scores[capture.Path] += capture.Take();
            });
            return [.. owners.Select(owner => scores[owner.Path] / batches)];
        }
        finally
        {
            foreach (var capture in captures.Values)
                capture.Dispose();
        }
    }
}
