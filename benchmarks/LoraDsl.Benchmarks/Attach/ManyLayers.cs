using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Attach;

/// <summary>Five small layers, adapted at three ranks.</summary>
[Lora("adaptive")]
internal sealed partial class FiveLayers : nn.Module
{
    private readonly TorchSharp.Modules.Linear query = nn.Linear(4, 4), key = nn.Linear(4, 4);

    [Lora("adaptive", MaxRank = 2)]
    private readonly TorchSharp.Modules.Linear value = nn.Linear(4, 4), output = nn.Linear(4, 4);

    [Lora("adaptive", MaxRank = 1)]
    private readonly TorchSharp.Modules.Linear gate = nn.Linear(4, 4);

    public FiveLayers()
        : base(nameof(FiveLayers))
    {
        RegisterComponents();
        AttachLora();
    }
}

/// <summary>A model of many layers: what is measured is the bookkeeping, not their products.</summary>
[Lora("adaptive", budget: 30_000)]
internal sealed partial class ManyLayers : nn.Module
{
    private readonly ModuleList<FiveLayers> blocks;

    public ManyLayers(int layers)
        : base(nameof(ManyLayers))
    {
        blocks = nn.ModuleList<FiveLayers>([.. Enumerable.Range(0, layers / 5).Select(_ => new FiveLayers())]);
        RegisterComponents();
        AttachLora();
    }
}

/// <summary>The layers of <see cref="FiveLayers"/> without adapters.</summary>
internal sealed class FiveFrozenLayers : nn.Module
{
    public FiveFrozenLayers()
        : base(nameof(FiveFrozenLayers))
    {
        foreach (var name in new[] { "query", "key", "value", "output", "gate" })
            register_module(name, nn.Linear(4, 4));
    }
}

/// <summary>The model without adapters: what the layers cost by themselves.</summary>
internal sealed class ManyFrozenLayers : nn.Module
{
    public ManyFrozenLayers(int layers)
        : base(nameof(ManyFrozenLayers)) =>
        register_module("blocks", nn.ModuleList<FiveFrozenLayers>([.. Enumerable.Range(0, layers / 5).Select(_ => new FiveFrozenLayers())]));
}
