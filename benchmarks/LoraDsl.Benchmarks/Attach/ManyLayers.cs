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
[Lora("adaptive", budget: 20_000)]
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
