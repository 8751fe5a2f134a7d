using LoraDsl.Formats.Files;
using LoraDsl.Formats.Peft;
using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Files;

/// <summary>Writes the layers of an adapter with other ranks: the configuration stays but for ranks and α, and AdaLoRA becomes LoRA.</summary>
internal static class AdapterFolderWriter
{
    /// <summary>Writes both files.</summary>
    /// <param name="source">The adapter that the layers come from.</param>
    /// <param name="layers">The layers; of each its scaling is what counts, α follows from it.</param>
    /// <param name="folder">Where to.</param>
    public static void Write(AdapterFolder source, IReadOnlyList<AdapterLayer> layers, string folder) =>
        Write(source.Config, layers, source.Extras.Select(Extra), folder);

    /// <summary>Writes both files of layers that come from several adapters.</summary>
    /// <param name="config">What the configuration says besides ranks and α.</param>
    /// <param name="layers">The layers; of each its scaling is what counts, α follows from it.</param>
    /// <param name="folder">Where to.</param>
    public static void Write(PeftConfig config, IReadOnlyList<AdapterLayer> layers, string folder) => Write(config, layers, [], folder);

    private static void Write(PeftConfig config, IReadOnlyList<AdapterLayer> layers, IEnumerable<SafetensorsValues> extras, string folder) => AtomicFiles.Write(
        folder,
        (PeftNames.WeightsFile, stream => SafetensorsValues.Write(stream, [.. layers.SelectMany(Factors), .. extras], Metadata(layers))),
        (PeftNames.ConfigFile, Configuration(config, layers).Write));

    // Which components undo a compensated initialization cannot be read off a product.
    private static Dictionary<string, string> Metadata(IReadOnlyList<AdapterLayer> layers) =>
        new AdapterMetadata { LorsModules = [.. layers.Where(layer => layer.Masked).Select(layer => layer.Path)] }.ToHeader();

    private static SafetensorsValues Extra((ExtraTensor Tensor, Matrix<double> Values) extra) =>
        new(extra.Tensor.Entry.Name, extra.Tensor.Entry.Type, extra.Tensor.Entry.Shape, extra.Values);

    private static IEnumerable<SafetensorsValues> Factors(AdapterLayer layer)
    {
        var stem = layer.Kind == LayerKind.Embedding ? "lora_embedding_" : "lora_";
        var end = layer.Kind == LayerKind.Embedding ? "" : ".weight";
        yield return Of("A", [layer.Rank, .. layer.ShapeOfA[1..]], layer.A);
        yield return Of("B", [layer.ShapeOfB[0], layer.Rank, .. layer.ShapeOfB[2..]], layer.B);

        SafetensorsValues Of(string factor, long[] shape, Matrix<double> values) =>
            new($"base_model.model.{layer.Path}.{stem}{factor}{end}", layer.Type, shape, values);
    }

    private static PeftConfig Configuration(PeftConfig config, IReadOnlyList<AdapterLayer> layers)
    {
        var stabilized = config.PeftType == PeftNames.Lora && config.UseRankStabilized;
        var ranks = layers.Select(layer => (layer.Path, Value: layer.Rank)).ToList();
        var alphas = layers.Select(layer => (layer.Path, Value: layer.Scaling * AdapterScaling.AlphaOfUnitScaling(layer.Rank, stabilized))).ToList();
        var (rank, alpha) = (MostFrequent(ranks), MostFrequent(alphas));
        return config with
        {
            PeftType = PeftNames.Lora,
            AdaLora = null,
            Triplets = null,
            R = rank,
            LoraAlpha = alpha,
            UseRankStabilized = stabilized,
            RankPattern = PeftPattern.Entries(ranks, rank).ToDictionary(entry => entry.Key, entry => (double)entry.Value),
            AlphaPattern = PeftPattern.Entries(alphas, alpha),
        };
    }

    private static T MostFrequent<T>(List<(string Path, T Value)> values)
        where T : notnull =>
        values.CountBy(entry => entry.Value).MaxBy(entry => entry.Value).Key;
}
