using System.Text.Json;
using System.Text.Json.Nodes;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Peft;
using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Files;

/// <summary>Writes the layers of an adapter with other ranks: the configuration stays but for ranks and α, and AdaLoRA becomes LoRA.</summary>
internal static class AdapterFolderWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly string[] OfAdaLora = ["init_r", "target_r", "tinit", "tfinal", "deltaT", "total_step", "beta1", "beta2", "orth_reg_weight"];

    /// <summary>Writes both files.</summary>
    /// <param name="source">The adapter that the layers come from.</param>
    /// <param name="layers">The layers; of each its scaling is what counts, α follows from it.</param>
    /// <param name="folder">Where to.</param>
    public static void Write(AdapterFolder source, IReadOnlyList<AdapterLayer> layers, string folder)
    {
        AtomicFiles.Write(
            folder,
            (PeftNames.WeightsFile, stream => SafetensorsValues.Write(stream, [.. layers.SelectMany(Factors)])),
            (PeftNames.ConfigFile, stream => WriteConfiguration(stream, Configuration(source, layers))));
    }

    private static void WriteConfiguration(Stream stream, JsonObject configuration)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        configuration.WriteTo(writer, Indented);
    }

    private static IEnumerable<SafetensorsValues> Factors(AdapterLayer layer)
    {
        var stem = layer.Kind == LayerKind.Embedding ? "lora_embedding_" : "lora_";
        var end = layer.Kind == LayerKind.Embedding ? "" : ".weight";
        yield return Of("A", [layer.Rank, .. layer.ShapeOfA[1..]], layer.A);
        yield return Of("B", [layer.ShapeOfB[0], layer.Rank, .. layer.ShapeOfB[2..]], layer.B);

        SafetensorsValues Of(string factor, long[] shape, Matrix<double> values) =>
            new($"base_model.model.{layer.Path}.{stem}{factor}{end}", layer.Type, shape, values);
    }

    private static JsonObject Configuration(AdapterFolder source, IReadOnlyList<AdapterLayer> layers)
    {
        var config = JsonFile.ReadObject(Path.Combine(source.Path, PeftNames.ConfigFile), "adapter configuration");
        if (source.Config.PeftType == PeftNames.AdaLora)
        {
            config["peft_type"] = PeftNames.Lora;
            foreach (var key in OfAdaLora)
                config.Remove(key);
        }

        // Which components take a compensated start back cannot be told of a product.
        config.Remove("compensated_ranks");
        var stabilized = source.Config.PeftType == PeftNames.Lora && source.Config.UseRankStabilized;
        var ranks = layers.Select(layer => (layer.Path, Value: layer.Rank)).ToList();
        var alphas = layers.Select(layer => (layer.Path, Value: layer.Scaling * AdapterScaling.AlphaOfUnitScaling(layer.Rank, stabilized))).ToList();
        var (rank, alpha) = (MostFrequent(ranks), MostFrequent(alphas));
        config["r"] = rank;
        config["lora_alpha"] = alpha;
        config["use_rslora"] = stabilized;
        config["rank_pattern"] = Object(PeftPattern.Entries(ranks, rank).Select(entry => (entry.Key, JsonValue.Create(entry.Value))));
        config["alpha_pattern"] = Object(PeftPattern.Entries(alphas, alpha).Select(entry => (entry.Key, JsonValue.Create(entry.Value))));
        return config;
    }

    private static JsonObject Object(IEnumerable<(string Key, JsonValue Value)> entries) =>
        new(entries.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value)));

    private static T MostFrequent<T>(List<(string Path, T Value)> values)
        where T : notnull =>
        values.CountBy(entry => entry.Value).MaxBy(entry => entry.Value).Key;
}
