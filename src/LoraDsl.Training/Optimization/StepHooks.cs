using LoraDsl.Hooks;
using LoraDsl.Methods;
using LoraDsl.Schedules;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>The hooks that the adapters of a model need.</summary>
internal static class StepHooks
{
    /// <summary>The hooks, in the order in which they run.</summary>
    /// <param name="training">The training.</param>
    /// <param name="seed">Seed of draws; from torch's generator when left out.</param>
    /// <param name="schedules">Settings of the schedules.</param>
    /// <param name="adaLora">What AdaLoRA is to do, where there is any.</param>
    public static IEnumerable<IStepHook> For(TrainingContext training, int? seed, RankScheduleOptions schedules, AdaLoraPlan? adaLora)
    {
        DyLoraAdapter[] dynamic = [.. training.Adapters.Select(entry => entry.Adapter).OfType<DyLoraAdapter>()];
        if (dynamic.Length > 0)
            yield return new DyLoraHook(dynamic, seed ?? DrawSeed());
        if (adaLora is not null)
            yield return new AdaLoraHook(adaLora);
        if (ScheduleHook.Create(training, schedules) is { } scheduled)
            yield return scheduled;
    }

    private static int DrawSeed()
    {
        using var drawn = randint(int.MaxValue, [1L]);
        return (int)drawn.item<long>();
    }
}
