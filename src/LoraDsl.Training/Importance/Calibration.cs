using LoraDsl.Adapters;
using LoraDsl.Differentiation;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>Scores that are means over calibration batches.</summary>
internal static class Calibration
{
    /// <summary>
    /// Runs every batch's loss with the adapters' inputs and outputs recorded, in evaluation mode, and averages what a measure makes
    /// of the record. The model's modes and the random state are put back.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="adapters">The adapters to score.</param>
    /// <param name="losses">The loss of each batch.</param>
    /// <param name="score">Adds to the scores what one batch says; gets the record and the loss.</param>
    /// <param name="gradients">Whether the measure differentiates; else the batches run without graphs.</param>
    /// <exception cref="ArgumentException">There is no batch, or no adapted layer ran in a batch's loss.</exception>
    public static IReadOnlyList<double> Mean(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses,
        Action<IReadOnlyList<RecordedPass>, Tensor, LayerScores> score,
        bool gradients)
    {
        var scores = new LayerScores();
        var batches = Run(
            model,
            adapters,
            losses,
            (passes, loss) =>
            {
                RequirePasses(passes.Count);
                score(passes, loss, scores);
            },
            gradients);
        return [.. adapters.Select(entry => scores.Of(entry.Adapter) / batches)];
    }

    /// <summary>Runs every batch's loss with the adapters' inputs and outputs recorded, in evaluation mode.</summary>
    /// <returns>The number of batches.</returns>
    /// <exception cref="ArgumentException">There is no batch.</exception>
    public static int Run(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses,
        Action<IReadOnlyList<RecordedPass>, Tensor> see,
        bool gradients)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(adapters);
        ArgumentNullException.ThrowIfNull(losses);

        using var state = new EvaluationMode(model);
        using var mode = set_grad_enabled(gradients);
        using var capture = new LayerCapture(adapters);
        var batches = 0;
        foreach (var loss in losses)
        {
            using (NewDisposeScope())
                see(capture.Passes, loss());
            capture.Clear();
            batches++;
        }

        RequireBatches(batches);
        return batches;
    }

    /// <summary>Throws when there was nothing to measure on.</summary>
    public static void RequireBatches(int count)
    {
        if (count == 0)
            throw new ArgumentException("There are no calibration batches: pass at least one.");
    }

    /// <summary>∂L/∂output of every recorded run, as far as the loss depends on it.</summary>
    /// <param name="passes">The record.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="differentiable">Whether the gradients are to be differentiated again.</param>
    /// <exception cref="InvalidOperationException">The loss is no scalar, has no graph, or cannot be differentiated.</exception>
    public static IReadOnlyList<(RecordedPass Pass, Tensor Gradient)> OutputGradients(
        IReadOnlyList<RecordedPass> passes, Tensor loss, bool differentiable = false)
    {
        var gradients = GuardedGradient.OfLoss(loss, [.. passes.Select(pass => pass.Output)], differentiable);
        return [.. passes
            .Zip(gradients, (pass, gradient) => (Pass: pass, Gradient: gradient))
            .Where(entry => entry.Gradient is not null)
            .Select(entry => (entry.Pass, entry.Gradient!))];
    }

    /// <summary>Throws when no adapted layer ran.</summary>
    public static void RequirePasses(int count)
    {
        if (count == 0)
        {
            throw new ArgumentException(
                "No adapted layer ran while the loss was computed: does the loss run this model, and its forward the adapted properties?");
        }
    }
}
