using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Five small layers of three greatest ranks, so that a file has a pattern of values of α for many of them.</summary>
[Lora("adaptive")]
internal sealed partial class FiveLayers : Module
{
    private readonly Linear query = Linear(4, 4), key = Linear(4, 4);

    [Lora("adaptive", MaxRank = 2)]
    private readonly Linear value = Linear(4, 4), output = Linear(4, 4);

    [Lora("adaptive", MaxRank = 1)]
    private readonly Linear gate = Linear(4, 4);

    public FiveLayers()
        : base(nameof(FiveLayers))
    {
        RegisterComponents();
        AttachLora();
    }
}

/// <summary>As many adapted layers as are asked for.</summary>
[Lora("adaptive", budget: 25_000)]
internal sealed partial class ManyLayers : Module
{
    private readonly ModuleList<FiveLayers> blocks;

    public ManyLayers(int layers)
        : base(nameof(ManyLayers))
    {
        blocks = ModuleList<FiveLayers>([.. Enumerable.Range(0, layers / 5).Select(_ => new FiveLayers())]);
        RegisterComponents();
        AttachLora();
    }
}

/// <summary>Two small layers whose start has to know their path, and how deep they lie.</summary>
[Lora("adaptive", MaxRank = 2, Compensate = false, Init = AdapterInitialization.Gaussian)]
internal sealed partial class TwoStarts : Module
{
    private readonly Linear drawn = Linear(4, 4);

    [Lora("adaptive", Init = AdapterInitialization.LayerAdaptive)]
    private readonly Linear placed = Linear(4, 4);

    public TwoStarts()
        : base(nameof(TwoStarts))
    {
        RegisterComponents();
        AttachLora();
    }
}

/// <summary>As many adapted layers with a start of their own as are asked for.</summary>
[Lora("adaptive", budget: 25_000)]
internal sealed partial class ManyStarts : Module
{
    private readonly ModuleList<TwoStarts> blocks;

    public ManyStarts(int layers)
        : base(nameof(ManyStarts))
    {
        blocks = ModuleList<TwoStarts>([.. Enumerable.Range(0, layers / 2).Select(_ => new TwoStarts())]);
        RegisterComponents();
        AttachLora();
    }
}
