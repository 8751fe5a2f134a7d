using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>A model of one layer that is adapted at rank 8, the scaling being 2.</summary>
internal sealed partial class AdaptedLayer8 : nn.Module<Tensor, Tensor>
{
    [Lora(8, Alpha = 16)]
    private readonly TorchSharp.Modules.Linear layer;

    public AdaptedLayer8(TorchSharp.Modules.Linear layer)
        : base(nameof(AdaptedLayer8))
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor input) => Layer.forward(input);
}

/// <summary>A model of one layer that is adapted at rank 16, the scaling being 2.</summary>
internal sealed partial class AdaptedLayer16 : nn.Module<Tensor, Tensor>
{
    [Lora(16, Alpha = 32)]
    private readonly TorchSharp.Modules.Linear layer;

    public AdaptedLayer16(TorchSharp.Modules.Linear layer)
        : base(nameof(AdaptedLayer16))
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor input) => Layer.forward(input);
}
