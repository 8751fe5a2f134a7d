using LoraDsl.Benchmarks.Memory.Blocks;
using LoraDsl.Benchmarks.Transformer;

namespace LoraDsl.Benchmarks.Memory;

/// <summary>A block for every method, by name.</summary>
internal static class MethodBlocks
{
    /// <summary>The rank of every method, or its largest.</summary>
    public const int Rank = 8;

    /// <summary>The method that is compared with a formula with dropout.</summary>
    public const string Dropout = "lora-dropout";

    public static IReadOnlyList<(string Name, Func<TransformerCase, MethodBlock> Make)> All { get; } =
    [
        ("lora", sizes => new LoraBlock(sizes)),
        ("lora-group", sizes => new GroupBlock(sizes)),
        ("lora-recompute", sizes => new LoraBlock(sizes, recomputes: true)),
        (Dropout, sizes => new DroppingBlock(sizes)),
        ("lora-frozen-a", sizes => new FrozenABlock(sizes)),
        ("dora", sizes => new DoraBlock(sizes)),
        ("adaptive", sizes => new AdaptiveBlock(sizes)),
        ("adalora", sizes => new AdaLoraBlock(sizes)),
        ("dylora", sizes => new DyLoraBlock(sizes)),
        ("dylora-frozen", sizes => new FrozenDyLoraBlock(sizes)),
        ("lors", sizes => new LorsBlock(sizes)),
        ("lors-exact", sizes => new ExactLorsBlock(sizes)),
    ];
}
