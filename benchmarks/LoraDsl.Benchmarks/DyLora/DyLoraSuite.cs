using LoraDsl.Benchmarks.Measurement;

namespace LoraDsl.Benchmarks.DyLora;

/// <summary>DyLoRA at one of its ranks against LoRA of that rank, against a training of each rank, and what choosing a rank costs.</summary>
internal static class DyLoraSuite
{
    public const string Name = "dylora";

    private const int Rank = 8;
    private const string Choice = "choosing a rank";

    private static readonly DyLoraCase[] Cases =
    [
        new(16, 256, 256),
        new(128, 768, 768),
        new(1024, 768, 768),
        new(1024, 768, 3072),
        new(512, 2048, 2048),
    ];

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        foreach (var sizes in Cases.Where(sizes => options.Wants(Name, sizes.ToString())))
        {
            foreach (var result in Time(sizes, backward: false, options).Concat(Time(sizes, backward: true, options)))
                yield return result;
        }

        // The blocks of the methods are made for the processor.
        if (options.Wants(Name, RankSearch.Case) && options.Device.type == TorchSharp.DeviceType.CPU)
        {
            foreach (var result in RankSearch.Run(Name, options))
                yield return result;
        }

        if (!options.Wants(Name, Choice))
            yield break;
        using var large = new ChoiceContender("dylora 4096x4096", 4096, 1, 16);
        using var small = new ChoiceContender("dylora 32x32", 32, 1, 16);
        var times = Turns.Take([large, small], options.Rounds);
        yield return BenchmarkResult.Of(Name, Choice, large.Name, small.Name, "time", times[0], times[1]);
        yield return BenchmarkResult.Of(Name, Choice, large.Name, "-", "bytes", [large.Allocated()], [1]);
    }

    private static IEnumerable<BenchmarkResult> Time(DyLoraCase sizes, bool backward, Options options)
    {
        var metric = backward ? "time" : "forward";
        using var dynamic = new LayerContender("dylora", sizes, Dynamic, backward, options.Device);
        using var frozen = new LayerContender("dylora-frozen", sizes, FrozenDynamic, backward, options.Device);
        using var fixedRank = new LayerContender("lora", sizes, Fixed, backward, options.Device);
        var times = Turns.Take([dynamic, frozen, fixedRank], options.Rounds);
        yield return BenchmarkResult.Of(Name, sizes.ToString(), dynamic.Name, fixedRank.Name, metric, times[0], times[2]);
        yield return BenchmarkResult.Of(Name, sizes.ToString(), frozen.Name, fixedRank.Name, metric, times[1], times[2]);
    }

    private static FixedLayer Fixed(TorchSharp.Modules.Linear layer)
    {
        var model = new FixedLayer(layer);
        model.eval();
        return model;
    }

    // In evaluation mode a chosen rank is in use; a step of training would draw its own.
    private static DynamicLayer Dynamic(TorchSharp.Modules.Linear layer)
    {
        var model = new DynamicLayer(layer);
        model.Lora.SelectRank(Rank);
        model.eval();
        return model;
    }

    private static FrozenDynamicLayer FrozenDynamic(TorchSharp.Modules.Linear layer)
    {
        var model = new FrozenDynamicLayer(layer);
        model.Lora.SelectRank(Rank);
        model.eval();
        return model;
    }
}
