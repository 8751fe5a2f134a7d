using LoraDsl.Formats.Files;
using LoraDsl.Formats.Safetensors;

namespace LoraDsl.Formats.Peft;

/// <summary>An adapter folder in PEFT's layout as its configuration and the header of its tensors describe it, without a value read.</summary>
public sealed record AdapterDescription
{
    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The configuration.</summary>
    public required PeftConfig Config { get; init; }

    /// <summary>The adapted layers, in the order of their paths.</summary>
    public required IReadOnlyList<DescribedLayer> Layers { get; init; }

    /// <summary>The adapted layers of VeRA, LoHa, LoKr and IA³, which have no A and B, in the order of their paths.</summary>
    public IReadOnlyList<DescribedVariant> Variants { get; init; } = [];

    /// <summary>VeRA's shared projections A and B, where the file has them.</summary>
    public (SafetensorsEntry A, SafetensorsEntry B)? Projections { get; init; }

    /// <summary>The paths of the adapted layers.</summary>
    public IEnumerable<string> Paths => Layers.Select(layer => layer.Path).Concat(Variants.Select(layer => layer.Path));

    /// <summary>What the file holds besides factors.</summary>
    public IReadOnlyList<ExtraTensor> Extras { get; init; } = [];

    /// <summary>What a user should know of the folder, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Describes a folder; of its tensors only the header is read.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="supported">What the reader can do besides factors.</param>
    /// <exception cref="FileNotFoundException">One of the two files is missing.</exception>
    /// <exception cref="IOException">One of the two cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or asks for what is not supported.</exception>
    public static AdapterDescription Read(string folder, PeftFeatures supported = PeftFeatures.None)
    {
        AdapterPlaces.Require(folder);
        using var stream = RegularFile.OpenRead(AdapterPlaces.Weights(folder));
        return Of(folder, PeftConfig.Read(AdapterPlaces.Config(folder), supported), SafetensorsHeader.Read(stream));
    }

    /// <summary>Describes a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="header">The header of its tensors.</param>
    /// <exception cref="InvalidDataException">They contradict each other, or the file is incomplete.</exception>
    public static AdapterDescription Of(string folder, PeftConfig config, SafetensorsHeader header)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(header);
        if (config.Variant is { } variant)
            return VariantDescriber.Describe(folder, config, variant, header);
        var tensors = header.Entries.Select(entry => (Name: AdapterTensorName.Parse(entry.Name), Entry: entry)).ToList();
        RequireOneAdapter(folder, tensors.Select(tensor => tensor.Name.Adapter));
        var described = new LayerDescriber(folder, config, AdapterMetadata.Read(header.Metadata, AdapterPlaces.Weights(folder)));
        var isFactor = tensors.ToLookup(tensor => tensor.Name.Role is AdapterTensorRole.FactorA or AdapterTensorRole.FactorB or AdapterTensorRole.SingularValues);
        var layers = described.Layers(isFactor[true]);
        ExtraTensor[] extras =
        [
            .. isFactor[false].Where(tensor => tensor.Name.Role != AdapterTensorRole.RankCount).Select(tensor => new ExtraTensor(tensor.Name, tensor.Entry)),
        ];
        ExtraTensors.Check(folder, config, layers, extras);
        layers = WithFactorBiases(folder, config, WithMagnitudes(folder, config, layers, extras), extras);
        return new AdapterDescription
        {
            Folder = folder,
            Config = config,
            Layers = layers,
            Extras = extras,
            Warnings = [.. config.Warnings, .. described.Warnings(layers)],
        };
    }

    /// <summary>The description with its paths as a model has them.</summary>
    /// <param name="level">What they differ by.</param>
    public AdapterDescription At(RootLevel level) => level == RootLevel.Same ? this : this with
    {
        Layers = [.. Layers.Select(layer => layer with { Path = level.Of(layer.Path) })],
        Variants = [.. Variants.Select(layer => layer with { Path = level.Of(layer.Path) })],
        Extras = [.. Extras.Select(extra => extra with { Name = extra.Name with { Path = level.Of(extra.Name.Path) } })],
        Warnings = [.. Warnings, $"'{Folder}': {level} was the difference between the file's paths and the model's."],
    };

    private static IReadOnlyList<DescribedLayer> WithMagnitudes(
        string folder, PeftConfig config, IReadOnlyList<DescribedLayer> layers, IReadOnlyList<ExtraTensor> extras)
    {
        if (!config.UseDora)
            return layers;
        var magnitudes = extras.Where(extra => extra.Name.Role == AdapterTensorRole.Magnitude).ToLookup(extra => extra.Name.Path, StringComparer.Ordinal);
        return
        [
            .. layers.Select(layer => layer with
            {
                Magnitude = magnitudes[layer.Path].FirstOrDefault()?.Entry
                    ?? throw new InvalidDataException($"'{folder}' has no lora_magnitude_vector for '{layer.Path}', and {new ConfigPlace(AdapterPlaces.Config(folder), "use_dora")} is true: the file is incomplete."),
            }),
        ];
    }

    private static IReadOnlyList<DescribedLayer> WithFactorBiases(
        string folder, PeftConfig config, IReadOnlyList<DescribedLayer> layers, IReadOnlyList<ExtraTensor> extras)
    {
        if (!config.LoraBias)
            return layers;
        var biases = extras.Where(extra => extra.Name.Role == AdapterTensorRole.FactorBias).ToLookup(extra => extra.Name.Path, StringComparer.Ordinal);
        return
        [
            .. layers.Select(layer => layer with
            {
                FactorBias = biases[layer.Path].FirstOrDefault()?.Entry
                    ?? throw new InvalidDataException($"'{folder}' has no lora_B.bias for '{layer.Path}', and {new ConfigPlace(AdapterPlaces.Config(folder), "lora_bias")} is true: the file is incomplete."),
            }),
        ];
    }

    internal static void RequireOneAdapter(string folder, IEnumerable<string?> names)
    {
        var found = names.OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (found.Count > 1)
            throw new InvalidDataException($"'{folder}' holds the factors of several adapters, {string.Join(", ", found.Take(5))}: save each in a folder of its own.");
    }
}
