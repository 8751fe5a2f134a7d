using LoraDsl.Adapters;
using LoraDsl.Pruning;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>Makes models sparse.</summary>
public static class ModelPruningExtensions
{
    /// <summary>
    /// Sets the weights that matter least to zero in the model's Linear and Conv2d layers, before or after they are adapted. What is
    /// zero already counts. All that can fail does so before the first weight is changed.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="pattern">Which weights may stay.</param>
    /// <param name="score">What tells those that matter; the magnitude when left out.</param>
    /// <param name="layers">Which layers to prune, by their path; all when left out.</param>
    /// <returns>How sparse the layers are now.</returns>
    /// <exception cref="ArgumentException">The model has no such layer.</exception>
    /// <exception cref="InvalidOperationException">
    /// An adapter is merged, or the scores are not what they must be; nothing was changed.
    /// </exception>
    public static SparsityReport Prune(
        this nn.Module model, SparsityPattern pattern, IPruningScore? score = null, Func<string, bool>? layers = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pattern);
        score ??= new MagnitudeScore();
        var chosen = PrunableLayer.Of(model, layers);
        if (chosen.Count == 0)
            throw new ArgumentException($"{model.GetName()} has no Linear or Conv2d layer to prune.", nameof(layers));
        RequireUnmerged(model);

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var masks = Masks(model, chosen, pattern, score);
        for (var i = 0; i < chosen.Count; i++)
            chosen[i].Weight.masked_fill_(masks[i].view(chosen[i].Weight.shape), 0);
        return SparsityReport.Of(chosen, pattern, score.Name);
    }

    private static List<Tensor> Masks(
        nn.Module model, IReadOnlyList<PrunableLayer> layers, SparsityPattern pattern, IPruningScore score)
    {
        var masks = new List<Tensor>();
        using var scores = score.Score(model, layers).GetEnumerator();
        foreach (var layer in layers)
        {
            using var scope = NewDisposeScope();
            if (!scores.MoveNext())
                throw new InvalidOperationException($"The score '{score.Name}' has no scores for '{layer.Path}'.");
            using var given = scores.Current;
            // Not every operator exists for the narrow types.
            var comparable = given.dtype is ScalarType.Float64 ? given : given.to(ScalarType.Float32);
            RequireScores(comparable, layer, score);
            masks.Add(pattern.Least(comparable, score.Group).contiguous().MoveToOuterDisposeScope());
        }

        return masks;
    }

    private static void RequireScores(Tensor scores, PrunableLayer layer, IPruningScore score)
    {
        if (!scores.shape.AsSpan().SequenceEqual([layer.Rows, layer.Columns]))
        {
            throw new InvalidOperationException(
                $"The score '{score.Name}' gave '{layer.Path}' scores of shape ({string.Join(", ", scores.shape)}) for a weight of ({layer.Rows}, {layer.Columns}).");
        }

        // NaN fails both comparisons.
        if (!scores.ge(0).logical_and_(scores.ne(double.PositiveInfinity)).all().item<bool>())
        {
            throw new InvalidOperationException(
                $"The score '{score.Name}' gave '{layer.Path}' scores that are negative, infinite or NaN: are its weights, and the batches, finite?");
        }
    }

    private static void RequireUnmerged(nn.Module model)
    {
        foreach (var (path, module) in model.named_modules())
        {
            if (module is LayerAdapter { IsMerged: true })
                throw new InvalidOperationException($"Cannot prune while the adapter '{path}' is merged, Unmerge() would bring the zeros back: call Unmerge() first.");
        }
    }
}
