using System.Text.RegularExpressions;
using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Methods;

namespace LoraDsl.Checkpoints;

/// <summary>Describes a model's adapters as PEFT does.</summary>
internal static class PeftConfigBuilder
{
    /// <summary>The configuration of the adapters.</summary>
    /// <param name="set">The model's adapters.</param>
    /// <param name="saved">Those of rank above 0.</param>
    public static PeftConfig Describe(AdapterSet set, IReadOnlyList<SavedAdapter> saved)
    {
        // PEFT's rank-stabilised switch is for all layers: where only some are, α is converted instead, α·√r/r = α/√r.
        var stabilized = saved.All(entry => entry.Alpha.RankStabilized);
        double AlphaOf(SavedAdapter entry) => entry.Alpha is (var alpha, true) && !stabilized
            ? alpha * Math.Sqrt(entry.Rank)
            : entry.Alpha.Alpha;

        var ranks = saved.Select(entry => (entry.Path, Value: entry.Rank)).ToList();
        var alphas = saved.Select(entry => (entry.Path, Value: AlphaOf(entry))).ToList();
        if (saved.Select(entry => entry.Adapter.IsDora).Distinct().Count() > 1)
            throw new InvalidOperationException($"Some adapters of {set.ModelName} are DoRA's and some are not, which PEFT's layout has one switch for: save them as sets of their own.");
        if (saved.Select(entry => entry.Adapter.HasShift).Distinct().Count() > 1)
            throw new InvalidOperationException($"Some adapters of {set.ModelName} have a bias on B and some have not, which PEFT's layout has one switch for: save them as sets of their own.");
        var usualRank = MostFrequent(ranks.Select(entry => entry.Value));
        var usualAlpha = MostFrequent(alphas.Select(entry => entry.Value));
        return Kept(set) with
        {
            R = usualRank,
            LoraAlpha = usualAlpha,
            LoraDropout = MostFrequent(saved.Select(entry => entry.Adapter.Dropout)),
            UseRankStabilized = stabilized,
            LoraBias = saved[0].Adapter.HasShift,
            UseDora = saved[0].Adapter.IsDora,
            TargetModules = Targets(set, [.. saved.Select(entry => entry.Path)]),
            RankPattern = PeftPattern.Entries(ranks, usualRank).ToDictionary(entry => entry.Key, entry => (double)entry.Value),
            AlphaPattern = PeftPattern.Entries(alphas, usualAlpha),
        };
    }

    /// <summary>The configuration of adapters that PEFT can hold as AdaLoRA.</summary>
    /// <param name="set">The model's adapters.</param>
    /// <param name="saved">Those of rank above 0.</param>
    public static PeftConfig DescribeAdaLora(AdapterSet set, IReadOnlyList<(string Path, AdaLoraAdapter Adapter)> saved)
    {
        // PEFT refuses a schedule without steps, and a γ of 0.
        var first = saved[0].Adapter;
        var options = first.TrainedWith ?? new AdaLoraOptions(totalSteps: 1);
        return Kept(set) with
        {
            PeftType = PeftNames.AdaLora,
            R = first.DeclaredInitialRank,
            LoraAlpha = first.TripletScaling * first.DeclaredInitialRank,
            LoraDropout = MostFrequent(saved.Select(entry => entry.Adapter.Dropout)),
            TargetModules = Targets(set, [.. saved.Select(entry => entry.Path)]),
            Triplets = saved.ToDictionary(entry => entry.Path + ".lora_E", entry => (IReadOnlyList<bool>)Left(entry.Adapter)),
            AdaLora = new AdaLoraKeys
            {
                InitR = first.DeclaredInitialRank,
                TargetR = Math.Max(1, (int)Math.Round(saved.Average(entry => entry.Adapter.EffectiveRank))),
                Tinit = options.WarmupSteps,
                Tfinal = options.FinalSteps,
                DeltaT = options.AllocationInterval,
                TotalStep = options.TotalSteps,
                Beta1 = options.Beta1,
                Beta2 = options.Beta2,
                OrthRegWeight = options.OrthogonalityWeight > 0 ? 2 * options.OrthogonalityWeight : 0.5,
            },
        };
    }

    /// <summary>What a file says besides PEFT's keys.</summary>
    /// <param name="saved">Adapters of rank above 0.</param>
    public static AdapterMetadata Metadata(IReadOnlyList<SavedAdapter> saved) => new()
    {
        LorsModules = [.. saved.Where(entry => entry.Adapter is LorsAdapter).Select(entry => entry.Path)],
        CompensatedRanks = saved.Where(entry => entry.StartRank > 0).ToDictionary(entry => entry.Path, entry => entry.StartRank),
    };

    /// <summary>What was loaded or set, without what the adapters say themselves. Targets are whole paths, so no number of a layer is needed.</summary>
    public static PeftConfig Kept(AdapterSet set)
    {
        var given = set.FileConfig;
        return new PeftConfig
        {
            TaskType = given.TaskType,
            BaseModelNameOrPath = given.BaseModelNameOrPath,
            Revision = given.Revision,
            InferenceMode = given.InferenceMode,
            FanInFanOut = given.FanInFanOut,
            Others = given.Others,
        };
    }

    // Which triplets are left does not matter to the reader of the file, only how many: those that are gone have no values in it.
    private static bool[] Left(AdaLoraAdapter adapter)
    {
        var rank = adapter.EffectiveRank;
        var left = new bool[Math.Max(adapter.DeclaredInitialRank, rank)];
        Array.Fill(left, true, 0, rank);
        return left;
    }

    /// <summary>The value that occurs most often.</summary>
    public static T MostFrequent<T>(IEnumerable<T> values)
        where T : notnull =>
        values.CountBy(value => value).MaxBy(entry => entry.Value).Key;

    /// <summary>Names of the adapted layers, and of no others.</summary>
    public static ModuleNames Targets(AdapterSet set, string[] paths)
    {
        // In a list a name also catches every deeper layer that ends with it; where there is one, only an expression is exact.
        var known = paths.ToHashSet(StringComparer.Ordinal);
        var ambiguous = set.Model.named_modules().Any(
            entry => !known.Contains(entry.name) && PathEnds.Of(entry.name).Any(known.Contains));
        return ambiguous
            ? ModuleNames.OfExpression($"({string.Join('|', paths.Select(Regex.Escape))})")
            : ModuleNames.Of(paths);
    }
}
