using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Lors;

/// <summary>A model of one sparse layer that is adapted at rank 8, the scaling being 2.</summary>
internal sealed partial class SparseLayer8 : nn.Module<Tensor, Tensor>
{
    [Lors(8, Alpha = 16)]
    private readonly TorchSharp.Modules.Linear layer;

    public SparseLayer8(TorchSharp.Modules.Linear layer)
        : base(nameof(SparseLayer8))
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor input) => Layer.forward(input);
}

/// <summary>A model of one sparse layer that is adapted at rank 16, the scaling being 2.</summary>
internal sealed partial class SparseLayer16 : nn.Module<Tensor, Tensor>
{
    [Lors(16, Alpha = 32)]
    private readonly TorchSharp.Modules.Linear layer;

    public SparseLayer16(TorchSharp.Modules.Linear layer)
        : base(nameof(SparseLayer16))
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor input) => Layer.forward(input);
}

/// <summary>A model of one sparse layer that is adapted at rank 64, the scaling being 2.</summary>
internal sealed partial class SparseLayer64 : nn.Module<Tensor, Tensor>
{
    [Lors(64, Alpha = 128)]
    private readonly TorchSharp.Modules.Linear layer;

    public SparseLayer64(TorchSharp.Modules.Linear layer)
        : base(nameof(SparseLayer64))
    {
        this.layer = layer;
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor input) => Layer.forward(input);
}
