using System.Text.RegularExpressions;
using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>What a folder of VeRA, LoHa, LoKr or IA³ says.</summary>
internal static class VariantFileContent
{
    /// <summary>Configuration and tensors, to be disposed by the caller's scope.</summary>
    /// <param name="set">The model's adapters.</param>
    /// <param name="saved">All of them.</param>
    /// <exception cref="InvalidOperationException">PEFT's layout cannot hold them together.</exception>
    public static (PeftConfig Config, Dictionary<string, Tensor> Tensors) Of(AdapterSet set, IReadOnlyList<(string Path, LayerAdapter Adapter)> saved)
    {
        if (saved.Select(entry => (entry.Adapter as VariantAdapter)?.PeftType).Distinct().Count() > 1)
            throw new InvalidOperationException($"The adapters of {set.ModelName} are of several methods ({string.Join(", ", saved.Select(entry => entry.Adapter.Method).Distinct())}), which PEFT's layout does not hold together: attach and save them as sets of their own.");
        List<(string Path, VariantAdapter Adapter)> adapters = [.. saved.Select(entry => (entry.Path, (VariantAdapter)entry.Adapter))];
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (path, adapter) in adapters)
        {
            foreach (var (name, values) in adapter.NamedFactors())
                tensors[PeftNames.OfVariant(path, name)] = values;
        }

        return (Described(set, adapters, tensors), tensors);
    }

    private static PeftConfig Described(AdapterSet set, List<(string Path, VariantAdapter Adapter)> adapters, Dictionary<string, Tensor> tensors)
    {
        var config = PeftConfigBuilder.Kept(set) with
        {
            PeftType = adapters[0].Adapter.PeftType,
            TargetModules = PeftConfigBuilder.Targets(set, [.. adapters.Select(entry => entry.Path)]),
        };
        return adapters[0].Adapter switch
        {
            LycorisAdapter => OfLycoris(config, [.. adapters.Select(entry => (entry.Path, (LycorisAdapter)entry.Adapter))]),
            VeraAdapter => OfVera(set, config, [.. adapters.Select(entry => (VeraAdapter)entry.Adapter)], tensors),
            _ => config with { Variant = new VariantKeys { FeedForwardModules = FeedForward(config, [.. adapters.Where(entry => entry.Adapter is Ia3Adapter { FeedForward: true }).Select(entry => entry.Path)], adapters.ConvertAll(entry => entry.Path)) } },
        };
    }

    private static PeftConfig OfLycoris(PeftConfig config, List<(string Path, LycorisAdapter Adapter)> adapters)
    {
        var ranks = adapters.ConvertAll(entry => (entry.Path, Value: entry.Adapter.Rank));
        var alphas = adapters.ConvertAll(entry => (entry.Path, Value: entry.Adapter.Alpha));
        var (usualRank, usualAlpha) = (PeftConfigBuilder.MostFrequent(ranks.Select(entry => entry.Value)), PeftConfigBuilder.MostFrequent(alphas.Select(entry => entry.Value)));
        var loKr = adapters[0].Adapter as LoKrAdapter;
        return config with
        {
            R = usualRank,
            LoraAlpha = usualAlpha,
            RankPattern = PeftPattern.Entries(ranks, usualRank).ToDictionary(entry => entry.Key, entry => (double)entry.Value),
            AlphaPattern = PeftPattern.Entries(alphas, usualAlpha),
            Variant = new VariantKeys
            {
                RankDropout = PeftConfigBuilder.MostFrequent(adapters.Select(entry => entry.Adapter.RankDropout)),
                ModuleDropout = PeftConfigBuilder.MostFrequent(adapters.Select(entry => entry.Adapter.ModuleDropout)),
                UseEffectiveConv2d = One(adapters, adapter => adapter is LoHaAdapter { UseEffectiveConv2d: true } or LoKrAdapter { UseEffectiveConv2d: true }, "UseEffectiveConv2d"),
                DecomposeBoth = loKr is not null && One(adapters, adapter => ((LoKrAdapter)adapter).DecomposeBoth, "DecomposeBoth"),
                DecomposeFactor = loKr is null ? -1 : One(adapters, adapter => ((LoKrAdapter)adapter).DecomposeFactor, "DecomposeFactor"),
                RankDropoutScale = loKr is { RankDropoutScale: true },
            },
        };
    }

    private static PeftConfig OfVera(AdapterSet set, PeftConfig config, List<VeraAdapter> adapters, Dictionary<string, Tensor> tensors)
    {
        var projections = adapters[0].Projections;
        if (adapters.Exists(adapter => !ReferenceEquals(adapter.Projections, projections)))
            throw new InvalidOperationException($"The VeRA adapters of {set.ModelName} differ in rank or seed, and PEFT's layout has one pair of projections: save them as sets of their own.");

        // Projections that no seed gives again have to be in the file.
        var isSaved = adapters[0].SaveProjection || !projections.IsSeeded;
        if (isSaved)
            (tensors[PeftNames.VeraA], tensors[PeftNames.VeraB]) = (projections.A, projections.B);
        return config with
        {
            R = adapters[0].Rank,
            LoraDropout = PeftConfigBuilder.MostFrequent(adapters.Select(adapter => adapter.Dropout)),
            Variant = new VariantKeys { ProjectionKey = projections.Seed, SaveProjection = isSaved, DInitial = adapters[0].DInitial },
        };
    }

    // PEFT compares ends of paths here, without regard to dots: only an expression is exact where one layer's path ends with another's.
    private static ModuleNames FeedForward(PeftConfig config, IReadOnlyList<string> paths, IReadOnlyList<string> all) =>
        config.TargetModules!.List is not null && all.All(path => paths.Contains(path) || !paths.Any(named => path.EndsWith(named, StringComparison.Ordinal)))
            ? ModuleNames.Of(paths)
            : ModuleNames.OfExpression($"({string.Join('|', paths.Select(Regex.Escape))})");

    private static T One<T>(List<(string Path, LycorisAdapter Adapter)> adapters, Func<LycorisAdapter, T> option, string name)
        where T : notnull
    {
        var first = option(adapters[0].Adapter);
        return adapters.FirstOrDefault(entry => !first.Equals(option(entry.Adapter))) is { Adapter: not null } odd
            ? throw new InvalidOperationException($"'{adapters[0].Path}' and '{odd.Path}' differ in {name}, for which PEFT's layout has one value: save them as sets of their own.")
            : first;
    }
}
