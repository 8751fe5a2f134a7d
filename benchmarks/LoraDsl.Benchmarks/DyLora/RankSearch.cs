using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Benchmarks.Memory;
using LoraDsl.Benchmarks.Memory.Blocks;
using LoraDsl.Benchmarks.Transformer;

namespace LoraDsl.Benchmarks.DyLora;

/// <summary>
/// What DyLoRA saves: a training step of two blocks for all ranks from 1 to 8 at once, against a step of LoRA at each of these ranks, which is
/// what a search for the best rank trains. All trainings have as many steps.
/// </summary>
internal static class RankSearch
{
    public static readonly TransformerCase Sizes = new(1, 512, 256, 688, 4);

    public static string Case => $"training for the ranks 1 to {MethodBlocks.Rank}, tokens={Sizes.Tokens} width={Sizes.Width} hidden={Sizes.Hidden}";

    public static IEnumerable<BenchmarkResult> Run(string suite, Options options)
    {
        using var search = new TrainingOfEachRank();
        using var full = MemoryContender.Of("dylora", Sizes, hasScope: true, () => new DyLoraBlock(Sizes));
        using var frozen = MemoryContender.Of("dylora-frozen", Sizes, hasScope: true, () => new FrozenDyLoraBlock(Sizes));
        var times = Turns.Take([search, full, frozen], options.Rounds);
        yield return BenchmarkResult.Of(suite, Case, search.Name, full.Name, "time", times[0], times[1]);
        yield return BenchmarkResult.Of(suite, Case, search.Name, frozen.Name, "time", times[0], times[2]);
    }

    private sealed class TrainingOfEachRank : ManagedContender
    {
        private readonly MemoryContender[] trainings =
        [
            .. Enumerable.Range(1, MethodBlocks.Rank).Select(rank => MemoryContender.Of(
                $"lora-{rank}", Sizes, hasScope: true, () => new ConfiguredBlock(Sizes, new LoraConfig { Rank = rank }))),
        ];

        public override string Name => "lora at each rank";

        public override void Step() => Array.ForEach(trainings, training => training.Step());

        public override void Dispose() => Array.ForEach(trainings, training => training.Dispose());
    }
}
