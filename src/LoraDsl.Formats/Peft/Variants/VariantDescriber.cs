using LoraDsl.Formats.Safetensors;
using static System.FormattableString;

namespace LoraDsl.Formats.Peft;

/// <summary>Describes a folder of VeRA, LoHa, LoKr or IA³, and checks that its configuration and its factors agree.</summary>
internal static class VariantDescriber
{
    /// <summary>Describes a folder.</summary>
    /// <exception cref="InvalidDataException">Configuration and tensors contradict each other, or the file is incomplete.</exception>
    public static AdapterDescription Describe(string folder, PeftConfig config, VariantKeys variant, SafetensorsHeader header)
    {
        var tensors = header.Entries.Select(entry => (Name: NameOf(folder, config, entry), Entry: entry)).ToList();
        AdapterDescription.RequireOneAdapter(folder, tensors.Select(tensor => tensor.Name.Adapter));
        var (ranks, alphas) = (Lookup(config.RankPattern, "rank_pattern"), Lookup(config.AlphaPattern, "alpha_pattern"));
        var feedForward = variant.FeedForwardModules is { } names ? new FeedForwardMatcher(names, AdapterPlaces.Config(folder)) : null;
        DescribedVariant[] layers =
        [
            .. tensors.Where(tensor => tensor.Name.Path.Length > 0)
                .GroupBy(tensor => tensor.Name.Path)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Ranked(new DescribedVariant(group.Key, Factors(folder, group.Key, [.. group])))),
        ];
        string[] paths = [.. layers.Select(layer => layer.Path)];
        return new AdapterDescription
        {
            Folder = folder,
            Config = config,
            Layers = [],
            Variants = layers,
            Projections = Projections(folder, config, variant, Factors(folder, "the model", [.. tensors.Where(tensor => tensor.Name.Path.Length == 0)])),
            Warnings = [.. config.Warnings, .. ranks.Unmatched(paths), .. alphas.Unmatched(paths), .. Untargeted(folder, config, paths)],
        };

        DescribedVariant Ranked(DescribedVariant layer)
        {
            var described = config.PeftType == PeftNames.Ia3
                ? layer with { IsFeedForward = feedForward?.Matches(layer.Path) is true }
                : layer with { Rank = (int)ranks.ValueFor(layer.Path, config.R!.Value) };
            if (config.PeftType is PeftNames.LoHa or PeftNames.LoKr)
                described = described with { Alpha = alphas.ValueFor(layer.Path, config.LoraAlpha) };
            else
                described = described with { Alpha = described.Rank };
            return double.IsFinite(described.Scaling)
                ? described
                : throw new InvalidDataException(Invariant($"'{AdapterPlaces.Config(folder)}' gives '{layer.Path}' a scaling of {described.Scaling}: alpha and alpha_pattern have to make a finite one."));
        }

        PatternLookup Lookup(IReadOnlyDictionary<string, double>? pattern, string key) => new(pattern, AdapterPlaces.Config(folder), key);
    }

    private static VariantTensorName NameOf(string folder, PeftConfig config, SafetensorsEntry entry)
    {
        if (entry.Type is not ("F64" or "F32" or "F16" or "BF16"))
            throw new InvalidDataException($"'{folder}' has '{entry.Name}' in values of the type {entry.Type}: factors are of F64, F32, F16 or BF16.");
        return VariantTensorName.Parse(entry.Name, config.PeftType)
            ?? throw new InvalidDataException($"'{folder}' has '{entry.Name}', which is no factor of {config.PeftType}: the file holds more than its configuration says, or is of another method.");
    }

    private static Dictionary<string, SafetensorsEntry> Factors(string folder, string path, (VariantTensorName Name, SafetensorsEntry Entry)[] tensors)
    {
        var factors = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
        foreach (var (name, entry) in tensors)
        {
            if (!factors.TryAdd(name.Factor, entry))
                throw new InvalidDataException($"'{folder}' has '{factors[name.Factor].Name}' and '{entry.Name}', which are one factor of '{path}' twice.");
        }

        return factors;
    }

    private static (SafetensorsEntry A, SafetensorsEntry B)? Projections(
        string folder, PeftConfig config, VariantKeys variant, Dictionary<string, SafetensorsEntry> shared)
    {
        var (a, b) = (shared.GetValueOrDefault("vera_A"), shared.GetValueOrDefault("vera_B"));
        if (config.PeftType != PeftNames.Vera || (a is null && b is null && !variant.SaveProjection))
            return null;
        if (a is null || b is null)
            throw new InvalidDataException($"'{folder}' has no {(a is null ? PeftNames.VeraA : PeftNames.VeraB)}, and {new ConfigPlace(AdapterPlaces.Config(folder), "save_projection")} is {(variant.SaveProjection ? "true" : "false")}: the file is incomplete.");
        if (a.Shape.Length != 2 || b.Shape.Length != 2 || a.Shape[0] != config.R || b.Shape[1] != config.R)
            throw new InvalidDataException(Invariant($"'{folder}' has shared projections of the shapes ({string.Join(", ", a.Shape)}) and ({string.Join(", ", b.Shape)}), and {new ConfigPlace(AdapterPlaces.Config(folder), "r")} is {config.R}: they have to be (r, …) and (…, r)."));
        return (a, b);
    }

    private static IEnumerable<string> Untargeted(string folder, PeftConfig config, string[] paths)
    {
        if (config.TargetModules is null)
            yield break;
        var file = AdapterPlaces.Config(folder);
        var targets = new TargetMatcher(config.Selection, file);
        foreach (var path in paths.Where(path => !targets.Matches(new TargetCandidate(path, IsLinear: true))))
            yield return $"{new ConfigPlace(file, "target_modules")}, with what stands beside it, does not name '{path}', for which the file has factors: PEFT passes over them, here they are taken.";
    }
}
