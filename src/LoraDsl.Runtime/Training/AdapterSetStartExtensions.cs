using LoraDsl.Adapters;
using LoraDsl.Initialization;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>Starts of adapters that come from data.</summary>
public static class AdapterSetStartExtensions
{
    /// <summary>
    /// Starts every LoRS adapter from the gradients of a few batches, before training: the rows of A become the leading right singular
    /// vectors of ∂L/∂W, so that the first step is the best step of its rank toward full fine-tuning. B stays zero and the model's
    /// answers as they are. No gradient of a weight's size is held, but for one convolution at a time.
    /// </summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="batches">A few batches; they are enumerated four times and should be the same each time.</param>
    /// <param name="loss">The loss of a batch: runs the model and returns a scalar.</param>
    /// <exception cref="ArgumentException">There are no batches, no adapted layer ran, or a gradient is not finite; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is no LoRS adapter, an adapter is merged, or one has been trained already; nothing was changed.
    /// </exception>
    public static void StartFromGradients<TBatch>(this AdapterSet set, IEnumerable<TBatch> batches, Func<TBatch, Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(loss);
        set.RequireUnmerged("start");
        var adapters = set.Named().Where(entry => entry.Adapter is LorsAdapter).ToList();
        if (adapters.Count == 0)
            throw new InvalidOperationException($"{set.ModelName} has no LoRS adapter: write [Lors(…)] on the class or on a field.");
        if (adapters.Find(entry => entry.Adapter.IsTrained) is { Path: { } path })
            throw new InvalidOperationException($"The adapter '{path}' has been trained: starting it anew would throw that away. Start before training, on a fresh model.");

        using var scope = NewDisposeScope();
        var directions = GradientStart.Directions(set.Model, adapters, batches.Select(batch => (Func<Tensor>)(() => loss(batch))));
        foreach (var ((_, adapter), rows) in adapters.Zip(directions))
        {
            if (rows is not null)
                adapter.SetFactors(rows.view(adapter.Layer.ShapeOfA(adapter.CurrentRank)), adapter.B.detach());
        }
    }
}
