using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>The hooks that the adapters of a model need.</summary>
internal static class StepHooks
{
    public static IEnumerable<IStepHook> For(TrainingContext training, int? seed)
    {
        DyLoraAdapter[] dynamic = [.. training.Adapters.Select(entry => entry.Adapter).OfType<DyLoraAdapter>()];
        if (dynamic.Length > 0)
            yield return new DyLoraHook(dynamic, seed ?? DrawSeed());
    }

    private static int DrawSeed()
    {
        using var drawn = randint(int.MaxValue, [1L]);
        return (int)drawn.item<long>();
    }
}
