using System.Text.RegularExpressions;
using LoraDsl.Formats.Peft;
using LoraDsl.Formats.Safetensors;

namespace LoraDsl.Tool.Files;

/// <summary>An adapter folder in PEFT's layout, read without a model.</summary>
internal sealed partial class AdapterFolder
{
    private AdapterFolder(string path, PeftConfig config, IReadOnlyList<AdapterLayer> layers)
    {
        Path = path;
        Config = config;
        Layers = layers;
    }

    public string Path { get; }

    public PeftConfig Config { get; }

    /// <summary>The layers, in the order of their paths.</summary>
    public IReadOnlyList<AdapterLayer> Layers { get; }

    /// <summary>Values of all factors.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>Reads a folder.</summary>
    /// <exception cref="FileNotFoundException">The folder lacks one of the two files.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or of a kind that is not supported.</exception>
    public static AdapterFolder Read(string path)
    {
        var config = PeftConfig.Read(FileOf(path, PeftNames.ConfigFile));
        using var file = new TensorFile(FileOf(path, PeftNames.WeightsFile));
        var factors = new SortedDictionary<string, Dictionary<string, (SafetensorsEntry Entry, bool Embedding)>>(StringComparer.Ordinal);
        foreach (var entry in file.Header.Entries)
        {
            var name = FactorName().Match(entry.Name);
            if (!name.Success)
                throw new InvalidDataException($"'{path}' has a tensor '{entry.Name}', which is no factor of LoRA or AdaLoRA.");
            var layer = name.Groups["path"].Value;
            if (!factors.TryGetValue(layer, out var found))
                factors.Add(layer, found = new Dictionary<string, (SafetensorsEntry, bool)>(StringComparer.Ordinal));
            if (!found.TryAdd(name.Groups["factor"].Value, (entry, name.Groups["embedding"].Success)))
                throw new InvalidDataException($"'{path}' has the factor {name.Groups["factor"].Value} of '{layer}' twice.");
        }

        var alphas = new PatternLookup(config.AlphaPattern, FileOf(path, PeftNames.ConfigFile));
        return new AdapterFolder(path, config, [.. factors.Select(entry => Layer(path, config, alphas, file, entry.Key, entry.Value))]);
    }

    private static AdapterLayer Layer(
        string folder,
        PeftConfig config,
        PatternLookup alphas,
        TensorFile file,
        string path,
        Dictionary<string, (SafetensorsEntry Entry, bool Embedding)> factors)
    {
        foreach (var needed in (string[])(config.PeftType == PeftNames.AdaLora ? ["A", "B", "E"] : ["A", "B"]))
        {
            if (!factors.ContainsKey(needed))
                throw new InvalidDataException($"'{folder}' has no factor {needed} for '{path}': the file is incomplete.");
        }

        var (first, embedding) = factors["A"];
        var (second, _) = factors["B"];
        if (first.Shape.Length < 2 || second.Shape.Length < 2)
            throw Misshapen();
        var (a, b) = (file.Matrix(first), file.Matrix(second));
        if (a.RowCount != b.ColumnCount)
            throw Misshapen();
        if (factors.TryGetValue("E", out var values))
        {
            var sigma = file.Matrix(values.Entry);
            if (sigma.RowCount != a.RowCount || sigma.ColumnCount > 1)
                throw Misshapen();
            b.MapIndexedInplace((_, column, value) => value * sigma[column, 0]);
        }

        var rank = a.RowCount;
        var (alpha, scaling) = ScalingOf(folder, config, alphas, path, rank);
        return new AdapterLayer(
            path,
            embedding ? LayerKind.Embedding : first.Shape.Length == 4 ? LayerKind.Conv2d : LayerKind.Linear,
            a,
            b,
            alpha,
            scaling,
            config.LorsModules?.Contains(path) ?? false)
        {
            ShapeOfA = first.Shape,
            ShapeOfB = second.Shape,
            Type = first.Type,
        };

        InvalidDataException Misshapen() =>
            new($"'{folder}' has factors for '{path}' that do not fit each other: A is of shape ({string.Join(", ", first.Shape)}), B of ({string.Join(", ", second.Shape)}).");
    }

    private static (double Alpha, double Scaling) ScalingOf(string folder, PeftConfig config, PatternLookup alphas, string path, int rank)
    {
        if (config.PeftType == PeftNames.AdaLora)
            return (config.LoraAlpha, config.LoraAlpha / (config.InitR ?? throw new InvalidDataException($"'{folder}' is AdaLoRA's, and its {PeftNames.ConfigFile} has no init_r, which α is divided by.")));
        var alpha = alphas.ValueFor(path, config.LoraAlpha);
        return (alpha, rank == 0 ? 0 : AdapterScaling.Of(alpha, rank, config.UseRankStabilized));
    }

    private static string FileOf(string folder, string file)
    {
        var path = System.IO.Path.Combine(folder, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"'{folder}' is no adapter folder: it has no {file}.", path);
    }

    [GeneratedRegex(@"^base_model\.model\.(?<path>.+)\.lora_(?<embedding>embedding_)?(?<factor>[ABE])(\.weight)?$", RegexOptions.CultureInvariant)]
    private static partial Regex FactorName();
}
