using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Training.Host;

/// <summary>Fixed ranks, with dropout, and a head of the base that is trained as well.</summary>
[Lora(3, Alpha = 6, Dropout = 0.25)]
internal sealed partial class FixedNet : Module<Tensor, Tensor>
{
    private readonly Linear up, down;
    [NoLora]
    private readonly Linear head;

    public FixedNet()
        : base(nameof(FixedNet))
    {
        (up, down, head) = (Linear(10, 16), Linear(16, 10), Linear(10, 10));
        RegisterComponents();
        AttachLora();
    }

    public Linear Top => head;

    public override Tensor forward(Tensor x) => head.forward(functional.gelu(Down.forward(functional.gelu(Up.forward(x)))));
}

/// <summary>Ranks that follow the gradient, the loss and the gradient's subspace.</summary>
[Lora("adaptive", budget: 12, Alpha = 4)]
internal sealed partial class ScheduledNet : Module<Tensor, Tensor>
{
    [Lora("adaptive", Schedule = RankSchedule.GradientEnergy)]
    private readonly Linear up;
    [Lora("adaptive", Schedule = RankSchedule.Loss)]
    private readonly Linear down;
    [Lora("adaptive", Schedule = RankSchedule.GradientSubspace)]
    private readonly Linear head;

    public ScheduledNet()
        : base(nameof(ScheduledNet))
    {
        (up, down, head) = (Linear(10, 16), Linear(16, 10), Linear(10, 10));
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Head.forward(functional.gelu(Down.forward(functional.gelu(Up.forward(x)))));
}

/// <summary>AdaLoRA: twelve triplets that become five.</summary>
[Lora("adaptive", budget: 5, Allocation = AllocationStrategy.AdaLora, InitialRank = 4)]
internal sealed partial class TripletNet : Module<Tensor, Tensor>
{
    private readonly Linear up, down, head;

    public TripletNet()
        : base(nameof(TripletNet))
    {
        (up, down, head) = (Linear(10, 16), Linear(16, 10), Linear(10, 10));
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Head.forward(functional.gelu(Down.forward(functional.gelu(Up.forward(x)))));
}

/// <summary>DyLoRA in both modes.</summary>
[DyLora(1, 4)]
internal sealed partial class DynamicNet : Module<Tensor, Tensor>
{
    private readonly Linear up;
    [DyLora(1, 4, Mode = DyLoraMode.Frozen, Sampling = DyLoraSampling.Geometric)]
    private readonly Linear down;
    [Lora(2)]
    private readonly Linear head;

    public DynamicNet()
        : base(nameof(DynamicNet))
    {
        (up, down, head) = (Linear(10, 16), Linear(16, 10), Linear(10, 10));
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Head.forward(functional.gelu(Down.forward(functional.gelu(Up.forward(x)))));
}

/// <summary>LoRS in both modes, on layers half of which is zero.</summary>
[Lors(2)]
internal sealed partial class SparseNet : Module<Tensor, Tensor>
{
    private readonly Linear up;
    [Lors(3, Mode = LorsMode.Exact)]
    private readonly Linear down;
    private readonly Linear head;

    public SparseNet()
        : base(nameof(SparseNet))
    {
        (up, down, head) = (Linear(10, 16), Linear(16, 10), Linear(10, 10));
        using (no_grad())
        {
            foreach (var layer in (Linear[])[up, down, head])
                layer.weight.mul_(layer.weight.gt(0));
        }

        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Head.forward(functional.gelu(Down.forward(functional.gelu(Up.forward(x)))));
}

/// <summary>A base that is compensated for its adapters' start.</summary>
[Lora(3, Alpha = 6, Init = AdapterInitialization.Pissa)]
internal sealed partial class PrincipalNet : Module<Tensor, Tensor>
{
    private readonly Linear up, down, head;

    public PrincipalNet()
        : base(nameof(PrincipalNet))
    {
        (up, down, head) = (Linear(10, 16), Linear(16, 10), Linear(10, 10));
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Head.forward(functional.gelu(Down.forward(functional.gelu(Up.forward(x)))));
}

/// <summary>Ranks that a rank manager moves.</summary>
[Lora("adaptive", budget: 20, Alpha = 4)]
internal sealed partial class ManagedNet : Module<Tensor, Tensor>
{
    private readonly Linear up, down, head;

    public ManagedNet()
        : base(nameof(ManagedNet))
    {
        (up, down, head) = (Linear(10, 16), Linear(16, 10), Linear(10, 10));
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Head.forward(functional.gelu(Down.forward(functional.gelu(Up.forward(x)))));
}
