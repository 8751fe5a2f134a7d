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
        Require(model, adapters, losses);
        using var capture = new LayerCapture(adapters);
        return ForEach(model, losses, gradients, loss =>
        {
            using (NewDisposeScope())
                see(capture.Passes, loss());
            capture.Clear();
        });
    }

    /// <summary>Hands over every batch, with the model in evaluation mode; its modes and the random state are put back.</summary>
    /// <returns>The number of batches.</returns>
    /// <exception cref="ArgumentException">There is no batch.</exception>
    public static int ForEach<TBatch>(nn.Module model, IEnumerable<TBatch> batches, bool gradients, Action<TBatch> see)
    {
        using var state = new EvaluationMode(model);
        using var mode = set_grad_enabled(gradients);
        var count = 0;
        foreach (var batch in batches)
        {
            see(batch);
            count++;
        }

        return count > 0 ? count : throw NoBatches();
    }

    /// <summary>The losses of a measure that goes over them several times.</summary>
    /// <exception cref="ArgumentException">There is no batch.</exception>
    public static IReadOnlyList<Func<Tensor>> Kept(
        nn.Module model, IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters, IEnumerable<Func<Tensor>> losses)
    {
        Require(model, adapters, losses);
        var kept = losses.ToList();
        return kept.Count > 0 ? kept : throw NoBatches();
    }

    /// <summary>Throws unless a measure has all of its arguments.</summary>
    public static void Require(nn.Module model, IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters, IEnumerable<Func<Tensor>> losses)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(adapters);
        ArgumentNullException.ThrowIfNull(losses);
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

    private static ArgumentException NoBatches() => new("There are no calibration batches: pass at least one.");
}
