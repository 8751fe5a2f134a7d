using LoraDsl.Formats.Safetensors;
using static System.FormattableString;

namespace LoraDsl.Formats.Peft;

/// <summary>Puts what a configuration says of a layer beside its factors, and checks that the two agree.</summary>
/// <param name="folder">The folder, for messages.</param>
/// <param name="config">The configuration.</param>
/// <param name="metadata">What our own files say.</param>
internal sealed class LayerDescriber(string folder, PeftConfig config, AdapterMetadata metadata)
{
    private readonly string file = AdapterPlaces.Config(folder);
    private readonly PatternLookup alphas = new(config.AlphaPattern, AdapterPlaces.Config(folder));
    private readonly PatternLookup ranks = new(config.RankPattern, AdapterPlaces.Config(folder), "rank_pattern");
    private readonly Dictionary<string, IReadOnlyList<bool>> triplets = TripletsOf(config);
    private readonly TargetMatcher targets = new(config.Selection, AdapterPlaces.Config(folder));

    private bool IsAdaLora => config.PeftType == PeftNames.AdaLora;

    /// <summary>The layers that factors are of, in the order of their paths.</summary>
    /// <exception cref="InvalidDataException">A layer lacks a factor, or has one that cannot be.</exception>
    public IReadOnlyList<DescribedLayer> Layers(IEnumerable<(AdapterTensorName Name, SafetensorsEntry Entry)> factors)
    {
        DescribedLayer[] layers = [.. factors.GroupBy(factor => factor.Name.Path).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Layer(group.Key, [.. group]))];
        var known = layers.Select(layer => layer.Path).ToHashSet(StringComparer.Ordinal);
        if (metadata.LorsModules.Concat(metadata.CompensatedRanks.Keys).FirstOrDefault(path => !known.Contains(path)) is { } unknown)
            throw new InvalidDataException($"'{folder}' says something of '{unknown}' in the header of {PeftNames.WeightsFile}, and has no factors for it: the file is damaged.");
        return layers;
    }

    /// <summary>What the configuration says of no layer, and what the file has besides what it says.</summary>
    public IEnumerable<string> Warnings(IReadOnlyList<DescribedLayer> layers)
    {
        string[] paths = [.. layers.Select(layer => layer.Path)];
        foreach (var warning in ranks.Unmatched(paths).Concat(alphas.Unmatched(paths)))
            yield return warning;
        if (config.TargetModules is null)
            yield break;
        foreach (var layer in layers.Where(layer => !targets.Matches(new TargetCandidate(layer.Path, IsLinear: !layer.IsEmbedding))))
            yield return $"{new ConfigPlace(file, "target_modules")}, with what stands beside it, does not name '{layer.Path}', for which the file has factors: PEFT passes over them, here they are taken.";
    }

    private DescribedLayer Layer(string path, (AdapterTensorName Name, SafetensorsEntry Entry)[] factors)
    {
        var byRole = new Dictionary<AdapterTensorRole, SafetensorsEntry>();
        foreach (var (name, entry) in factors)
        {
            if (!byRole.TryAdd(name.Role, entry))
                throw new InvalidDataException($"'{folder}' has '{byRole[name.Role].Name}' and '{entry.Name}', which are one factor of '{path}' twice.");
            if (entry.Type is not ("F64" or "F32" or "F16" or "BF16"))
                throw new InvalidDataException($"'{folder}' has '{entry.Name}' in values of the type {entry.Type}: factors are of F64, F32, F16 or BF16.");
        }

        var (a, b) = (Factor(AdapterTensorRole.FactorA, "A"), Factor(AdapterTensorRole.FactorB, "B"));
        var values = IsAdaLora ? Factor(AdapterTensorRole.SingularValues, "E") : null;
        if (values is null && byRole.TryGetValue(AdapterTensorRole.SingularValues, out var odd))
            throw new InvalidDataException($"'{folder}' has '{odd.Name}', a factor of AdaLoRA, and {new ConfigPlace(file, "peft_type")} is {config.PeftType}.");
        if (a.Shape.Length < 2 || b.Shape.Length < 2 || a.Shape[0] > int.MaxValue || (values is not null && !values.Shape.AsSpan().SequenceEqual([a.Shape[0], 1])))
            throw new InvalidDataException($"'{folder}' has factors for '{path}' that do not fit each other: A is of shape {Text(a.Shape)}, B of {Text(b.Shape)}{(values is null ? "" : $", E of {Text(values.Shape)}")}.");
        var isEmbedding = factors.Any(factor => factor.Name.IsEmbedding);
        return Scaled(new DescribedLayer(path, a, b)
        {
            SingularValues = values,
            IsEmbedding = isEmbedding,
            KeepsZeros = metadata.LorsModules.Contains(path),
            StartRank = StartRank(path, a.Shape[0]),
            StartFromBase = config.Initialization is "pissa" or "olora" && !isEmbedding ? config.Initialization : null,
        });

        SafetensorsEntry Factor(AdapterTensorRole role, string letter) => byRole.GetValueOrDefault(role)
            ?? throw new InvalidDataException($"'{folder}' has no factor {letter} for '{path}', beside '{factors[0].Entry.Name}': the file is incomplete.");
    }

    private DescribedLayer Scaled(DescribedLayer layer)
    {
        var (path, stored) = (layer.Path, layer.Rank);
        int? wanted = IsAdaLora ? TripletsLeft(path) : (int?)ranks.Find(path) ?? config.R;
        if (wanted is not null && wanted != stored)
        {
            var key = IsAdaLora || ranks.Find(path) is not null ? "rank_pattern" : "r";
            throw new InvalidDataException(Invariant($"{new ConfigPlace(file, key)} gives '{path}' the rank {wanted}, but its factors have rank {stored}."));
        }

        // AdaLoRA divides α by its initial rank, whatever was left since.
        var scaled = IsAdaLora
            ? layer with { Alpha = config.LoraAlpha / (config.AdaLora?.InitR ?? throw new InvalidDataException($"'{file}' has no init_r, which AdaLoRA's lora_alpha is divided by: the file is incomplete.")) * stored }
            : layer with { Alpha = alphas.ValueFor(path, config.LoraAlpha), RankStabilized = config.UseRankStabilized };
        return double.IsFinite(scaled.Scaling)
            ? scaled
            : throw new InvalidDataException(Invariant($"'{file}' gives '{path}' a scaling of {scaled.Scaling}: lora_alpha, alpha_pattern and init_r have to make a finite one."));
    }

    private int StartRank(string path, long rank) => !metadata.CompensatedRanks.TryGetValue(path, out var start) ? 0
        : start > 0 && start <= rank ? start
        : throw new InvalidDataException(Invariant($"'{folder}' says that {start} of the {rank} components of '{path}' take its start back: the file is damaged."));

    // A layer has an entry for each triplet that it started with, more only where all of them are left.
    private int? TripletsLeft(string path)
    {
        if (!triplets.TryGetValue(path, out var left))
            return null;
        if (config.AdaLora?.InitR is { } initial && left.Count != initial && !(left.Count > initial && left.All(isLeft => isLeft)))
            throw new InvalidDataException(Invariant($"{new ConfigPlace(file, "rank_pattern")} has {left.Count} triplets of '{path}', but init_r is {initial}."));
        return left.Count(isLeft => isLeft);
    }

    private static Dictionary<string, IReadOnlyList<bool>> TripletsOf(PeftConfig config)
    {
        var triplets = new Dictionary<string, IReadOnlyList<bool>>(StringComparer.Ordinal);
        foreach (var (key, left) in config.Triplets ?? new Dictionary<string, IReadOnlyList<bool>>())
            triplets[AdapterTensorName.Parse(key).Path] = left;
        return triplets;
    }

    private static string Text(long[] shape) => $"({string.Join(", ", shape)})";
}
