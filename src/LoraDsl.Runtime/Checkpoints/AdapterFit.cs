using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Layers;
using LoraDsl.Methods;
using static System.FormattableString;

namespace LoraDsl.Checkpoints;

/// <summary>Whether what a file describes fits a model's adapters. Everything that does not is gathered, so that one error names it all.</summary>
/// <param name="description">The file.</param>
/// <param name="modelName">Name of the model's class, for messages.</param>
internal sealed class AdapterFit(AdapterDescription description, string modelName)
{
    private const int Shown = 5;

    private readonly List<(string Path, string Message)> problems = [];

    /// <summary>Everything that can be said of an adapter without its values.</summary>
    /// <returns>What fits, or <see langword="null"/> where something does not.</returns>
    public FittingAdapter? Check(string path, LowRankAdapter adapter, DescribedLayer? layer)
    {
        try
        {
            return layer is null ? LeftOut(path, adapter) : Fitting(path, adapter, layer);
        }
        catch (InvalidOperationException problem)
        {
            problems.Add((path, problem.Message));
            return null;
        }
    }

    /// <summary>Throws when anything does not fit.</summary>
    /// <param name="paths">The paths of all adapters of the model.</param>
    public void RequireAll(IEnumerable<string> paths)
    {
        var known = paths.ToHashSet(StringComparer.Ordinal);
        string[] unused = [.. description.Layers.Select(layer => layer.Path).Where(path => !known.Contains(path))];
        if (unused.Length > 0)
        {
            throw new InvalidOperationException(
                $"'{description.Folder}' has factors for layers that {modelName} has no adapter on: {PathText.Of(unused)}. Adapt these layers, or load an adapter of this model.");
        }

        if (problems.Count == 0)
            return;
        var groups = problems.GroupBy(problem => problem.Message.Replace($"'{problem.Path}'", "{0}", StringComparison.Ordinal)).ToList();
        var sentences = groups.Select(group => group.Key.Replace("{0}", PathText.Of(group.Select(problem => problem.Path)), StringComparison.Ordinal));
        throw new InvalidOperationException(problems.Count == 1
            ? problems[0].Message
            : $"{string.Join(" ", sentences.Take(Shown))} What '{description.Folder}' has is {Attributes([.. problems.Select(problem => problem.Path)])}.");
    }

    private static FittingAdapter LeftOut(string path, LowRankAdapter adapter)
    {
        adapter.RequireLoadable(path, 0, 0, rankStabilized: false);
        return new FittingAdapter(path, adapter, null, 0);
    }

    private FittingAdapter Fitting(string path, LowRankAdapter adapter, DescribedLayer layer)
    {
        RequireShapes(path, adapter, layer);
        var rank = layer.Rank - layer.StartRank;
        if (rank < layer.Rank && !adapter.TakesInitialization(rank, layer.Rank))
            rank = layer.Rank;
        var alpha = layer.AlphaAt(rank);
        adapter.RequireLoadable(path, rank, alpha, layer.RankStabilized);
        RequireMagnitude(path, adapter, layer);
        RequireBias(path, adapter, layer);
        if (rank > 0)
            AdapterMismatch.RequireMasking(path, adapter is LorsAdapter, layer.KeepsZeros);
        if (layer.StartFromBase is { } start)
            BaseStart.Require(start, path, adapter, description);
        return new FittingAdapter(path, adapter, layer, rank);
    }

    private static void RequireMagnitude(string path, LowRankAdapter adapter, DescribedLayer layer)
    {
        if (layer.Magnitude is not null != adapter.IsDora)
            throw new InvalidOperationException($"The file's adapter for '{path}' is {(layer.Magnitude is null ? "plain LoRA's" : "DoRA's")}, and the model's is {(layer.Magnitude is null ? "DoRA's" : "not")}: write Dora = {(layer.Magnitude is null ? "false" : "true")} in its attribute, or attach it by LoraModel.Load(model, folder), which makes what the file says.");
        if (layer.Magnitude is { } magnitude && magnitude.Values != adapter.OutFeatures)
            throw new InvalidOperationException($"The file's adapter for '{path}' has magnitudes of shape {Text(magnitude.Shape)}, but the layer has {adapter.OutFeatures} outputs. Is it an adapter of another model?");
    }

    private void RequireBias(string path, LowRankAdapter adapter, DescribedLayer layer)
    {
        if (layer.FactorBias is null && adapter.HasShift)
            throw new InvalidOperationException($"The file's adapter for '{path}' has no bias on B, and the model's has one: load it without LoraBias.");
        if (layer.FactorBias is { } bias && (!adapter.HasShift || bias.Values != adapter.OutFeatures))
        {
            var place = new ConfigPlace(AdapterPlaces.Config(description.Folder), "lora_bias");
            throw new InvalidOperationException(adapter.HasShift
                ? $"The file's adapter for '{path}' has a bias on B of shape {Text(bias.Shape)}, but the layer has {adapter.OutFeatures} outputs. Is it an adapter of another model?"
                : $"{place} is true, and the adapter of '{path}' has no bias on B: attach it by LoraModel.Load(model, folder), which makes what the file says.");
        }
    }

    private void RequireShapes(string path, LowRankAdapter adapter, DescribedLayer layer)
    {
        if (layer.IsEmbedding != adapter.Layer is EmbeddingLayer)
            throw new InvalidOperationException($"The file's adapter for '{path}' is {(layer.IsEmbedding ? "of an embedding, and the layer is none" : "not of an embedding, and the layer is one")}: is it an adapter of another model?");
        var (a, b) = (adapter.Layer.ShapeOfA(layer.Rank), adapter.Layer.ShapeOfB(layer.Rank));
        if (!layer.A.Shape.AsSpan().SequenceEqual(a) || !layer.B.Shape.AsSpan().SequenceEqual(b))
            throw new InvalidOperationException($"The file's adapter for '{path}' has A of shape {Text(layer.A.Shape)} and B of shape {Text(layer.B.Shape)}, but the layer needs {Text(a)} and {Text(b)} at this rank. Is it an adapter of another model?");
        if (description.Extras.FirstOrDefault(extra => extra.Name is { Role: AdapterTensorRole.BaseParameter, Parameter: "weight" } && extra.Name.Path == path) is not { } saved)
            return;
        if (!saved.Entry.Shape.AsSpan().SequenceEqual(adapter.Layer.Weight.shape))
            throw new InvalidOperationException($"The file's weight for '{path}' ('{saved.Entry.Name}') has the shape {Text(saved.Entry.Shape)}, but the model's has {Text(adapter.Layer.Weight.shape)}: was the vocabulary resized?");
        if (layer.StartFromBase is { } start)
            throw new InvalidOperationException($"The file has a weight for '{path}' beside factors that started by \"{start}\", and whether that start is still in it cannot be told: convert the file in Python by save_pretrained(folder, path_initial_model_for_weight_conversion=…).");
    }

    // What to write in place of the attributes that do not fit.
    private string Attributes(IReadOnlyCollection<string> paths) => string.Join("; ", description.Layers
        .Where(layer => paths.Contains(layer.Path))
        .GroupBy(layer => Invariant($"[{(layer.KeepsZeros ? "Lors" : "Lora")}({layer.Rank - layer.StartRank}, Alpha = {AlphaOf(layer):g15}{(layer.RankStabilized ? ", RankStabilized = true" : "")}{(layer.Magnitude is null ? "" : ", Dora = true")})]"))
        .Select(group => $"{group.Key} on {PathText.Of(group.Select(layer => layer.Path))}"));

    private static double AlphaOf(DescribedLayer layer) => layer.StartRank == 0 || layer.StartRank == layer.Rank
        ? layer.Alpha
        : layer.Scaling * AdapterScaling.AlphaOfUnitScaling(layer.Rank - layer.StartRank, layer.RankStabilized);

    private static string Text(long[] shape) => $"({string.Join(", ", shape)})";
}
