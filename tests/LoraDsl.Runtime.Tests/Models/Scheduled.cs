using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Two layers side by side whose ranks follow their gradients within a budget of 9, and a DyLoRA layer beside them.</summary>
[Lora("adaptive", budget: 9, Schedule = RankSchedule.GradientEnergy)]
internal sealed partial class Stream : Module<Tensor, Tensor>
{
    private readonly Linear left;
    private readonly Linear right;

    [DyLora(1, 3)]
    private readonly Linear beside;

    public Stream(long width = 16)
        : base(nameof(Stream))
    {
        left = Linear(width, width, hasBias: false);
        right = Linear(width, width, hasBias: false);
        beside = Linear(width, width, hasBias: false);
        RegisterComponents();
        AttachLora();
    }

    public Tensor[] Weights => [left.weight, right.weight, beside.weight];

    public override Tensor forward(Tensor x) => cat([Left.forward(x), Right.forward(x), Beside.forward(x)], -1);
}

/// <summary>One layer whose rank follows the loss, one whose rank stays.</summary>
[Lora("adaptive", budget: 8)]
internal sealed partial class FollowsLoss : Module<Tensor, Tensor>
{
    [Lora("adaptive", Schedule = RankSchedule.Loss)]
    private readonly Linear moving;
    private readonly Linear constant;

    public FollowsLoss(long width = 9)
        : base(nameof(FollowsLoss))
    {
        moving = Linear(width, width);
        constant = Linear(width, width);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Constant.forward(Moving.forward(x));
}

/// <summary>One layer whose rank follows the subspace of its gradient.</summary>
internal sealed partial class FollowsSubspace : Module<Tensor, Tensor>
{
    [Lora("adaptive", budget: 12, Schedule = RankSchedule.GradientSubspace)]
    private readonly Linear layer;

    public FollowsSubspace(long width = 20)
        : base(nameof(FollowsSubspace))
    {
        layer = Linear(width, width, hasBias: false);
        RegisterComponents();
        AttachLora();
    }

    public Linear Base => layer;

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>One adaptive layer, scaling 1 at every rank.</summary>
internal sealed partial class AdaptiveUnscaled : Module<Tensor, Tensor>
{
    [Lora("adaptive", budget: 3)]
    private readonly Linear layer;

    public AdaptiveUnscaled()
        : base(nameof(AdaptiveUnscaled))
    {
        layer = Linear(9, 7);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}
