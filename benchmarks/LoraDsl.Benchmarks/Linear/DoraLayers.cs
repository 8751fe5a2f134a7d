using LoraDsl.Methods;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>Rank 8 with magnitudes.</summary>
internal sealed partial class DoraLayer8 : AdaptedLayer
{
    [Lora(8, Alpha = 16, Dora = true)]
    private readonly TorchSharp.Modules.Linear layer;

    public DoraLayer8(TorchSharp.Modules.Linear layer)
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override LoraAdapter<TorchSharp.Modules.Linear> Adapter => Layer;
}

/// <summary>Rank 16 with magnitudes.</summary>
internal sealed partial class DoraLayer16 : AdaptedLayer
{
    [Lora(16, Alpha = 32, Dora = true)]
    private readonly TorchSharp.Modules.Linear layer;

    public DoraLayer16(TorchSharp.Modules.Linear layer)
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override LoraAdapter<TorchSharp.Modules.Linear> Adapter => Layer;
}
