using LoraDsl.Methods;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>Rank 4.</summary>
internal sealed partial class AdaptedLayer4 : AdaptedLayer
{
    [Lora(4, Alpha = 8)]
    private readonly TorchSharp.Modules.Linear layer;

    public AdaptedLayer4(TorchSharp.Modules.Linear layer)
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override LoraAdapter<TorchSharp.Modules.Linear> Adapter => Layer;
}

/// <summary>Rank 8.</summary>
internal sealed partial class AdaptedLayer8 : AdaptedLayer
{
    [Lora(8, Alpha = 16)]
    private readonly TorchSharp.Modules.Linear layer;

    public AdaptedLayer8(TorchSharp.Modules.Linear layer)
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override LoraAdapter<TorchSharp.Modules.Linear> Adapter => Layer;
}

/// <summary>Rank 16.</summary>
internal sealed partial class AdaptedLayer16 : AdaptedLayer
{
    [Lora(16, Alpha = 32)]
    private readonly TorchSharp.Modules.Linear layer;

    public AdaptedLayer16(TorchSharp.Modules.Linear layer)
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override LoraAdapter<TorchSharp.Modules.Linear> Adapter => Layer;
}

/// <summary>Rank 32.</summary>
internal sealed partial class AdaptedLayer32 : AdaptedLayer
{
    [Lora(32, Alpha = 64)]
    private readonly TorchSharp.Modules.Linear layer;

    public AdaptedLayer32(TorchSharp.Modules.Linear layer)
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override LoraAdapter<TorchSharp.Modules.Linear> Adapter => Layer;
}

/// <summary>Rank 64.</summary>
internal sealed partial class AdaptedLayer64 : AdaptedLayer
{
    [Lora(64, Alpha = 128)]
    private readonly TorchSharp.Modules.Linear layer;

    public AdaptedLayer64(TorchSharp.Modules.Linear layer)
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override LoraAdapter<TorchSharp.Modules.Linear> Adapter => Layer;
}

/// <summary>Rank 16 with dropout.</summary>
internal sealed partial class DroppingLayer16 : AdaptedLayer
{
    [Lora(16, Alpha = 32, Dropout = DropProbability)]
    private readonly TorchSharp.Modules.Linear layer;

    public DroppingLayer16(TorchSharp.Modules.Linear layer)
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override LoraAdapter<TorchSharp.Modules.Linear> Adapter => Layer;
}
