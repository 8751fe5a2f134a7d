using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.DyLora;

/// <summary>A layer adapted by DyLoRA for the ranks 1 to 16, of which 8 is used: the scaling is 16/8.</summary>
internal sealed partial class DynamicLayer : nn.Module<Tensor, Tensor>
{
    [DyLora(1, 16)]
    private readonly TorchSharp.Modules.Linear layer;

    public DynamicLayer(TorchSharp.Modules.Linear layer)
        : base(nameof(DynamicLayer))
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor input) => Layer.forward(input);
}

/// <summary>The same in the frozen mode.</summary>
internal sealed partial class FrozenDynamicLayer : nn.Module<Tensor, Tensor>
{
    [DyLora(1, 16, Mode = DyLoraMode.Frozen)]
    private readonly TorchSharp.Modules.Linear layer;

    public FrozenDynamicLayer(TorchSharp.Modules.Linear layer)
        : base(nameof(FrozenDynamicLayer))
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor input) => Layer.forward(input);
}

/// <summary>The same layer adapted by LoRA of the rank 8, with the scaling that DyLoRA has there.</summary>
internal sealed partial class FixedLayer : nn.Module<Tensor, Tensor>
{
    [Lora(8, Alpha = 16)]
    private readonly TorchSharp.Modules.Linear layer;

    public FixedLayer(TorchSharp.Modules.Linear layer)
        : base(nameof(FixedLayer))
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor input) => Layer.forward(input);
}
