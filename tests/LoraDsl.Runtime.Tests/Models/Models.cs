using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>One layer, scaling 2.</summary>
internal sealed partial class ScaleTwo : Module<Tensor, Tensor>
{
    [Lora(3, Alpha = 6)]
    private readonly Linear layer;

    public ScaleTwo(long inFeatures, long outFeatures, bool bias = true)
        : base(nameof(ScaleTwo))
    {
        layer = Linear(inFeatures, outFeatures, bias);
        RegisterComponents();
        AttachLora();
    }

    public Linear Base => layer;

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>One layer whose scaling, 1/3, is no float32 number.</summary>
internal sealed partial class ScaleOneThird : Module<Tensor, Tensor>
{
    [Lora(3, Alpha = 1)]
    private readonly Linear layer;

    public ScaleOneThird(long inFeatures, long outFeatures)
        : base(nameof(ScaleOneThird))
    {
        layer = Linear(inFeatures, outFeatures);
        RegisterComponents();
        AttachLora();
    }

    public Linear Base => layer;

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>One layer of rank 4, rank-stabilised: scaling 8/√4.</summary>
internal sealed partial class RankStabilized : Module<Tensor, Tensor>
{
    [Lora(4, Alpha = 8, RankStabilized = true)]
    private readonly Linear layer;

    public RankStabilized(long inFeatures, long outFeatures)
        : base(nameof(RankStabilized))
    {
        layer = Linear(inFeatures, outFeatures);
        RegisterComponents();
        AttachLora();
    }

    public Linear Base => layer;

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>One adaptive layer with an α of its own: its scaling is known once it has a rank.</summary>
internal sealed partial class AdaptiveWithAlpha : Module<Tensor, Tensor>
{
    [Lora("adaptive", budget: 3, Alpha = 2)]
    private readonly Linear layer;

    public AdaptiveWithAlpha(long inFeatures, long outFeatures)
        : base(nameof(AdaptiveWithAlpha))
    {
        layer = Linear(inFeatures, outFeatures);
        RegisterComponents();
        AttachLora();
    }

    public Linear Base => layer;

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>One layer with dropout.</summary>
internal sealed partial class WithDropout : Module<Tensor, Tensor>
{
    [Lora(2, Dropout = 0.5)]
    private readonly Linear layer;

    public WithDropout(long inFeatures, long outFeatures)
        : base(nameof(WithDropout))
    {
        layer = Linear(inFeatures, outFeatures);
        RegisterComponents();
        AttachLora();
    }

    public Linear Base => layer;

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>One layer with DyLoRA, whole prefixes trained.</summary>
internal sealed partial class DynamicFull : Module<Tensor, Tensor>
{
    [DyLora(2, 5)]
    private readonly Linear layer;

    public DynamicFull(long inFeatures, long outFeatures)
        : base(nameof(DynamicFull))
    {
        layer = Linear(inFeatures, outFeatures);
        RegisterComponents();
        AttachLora();
    }

    public Linear Base => layer;

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>One layer with DyLoRA, one rank's rows trained at a time.</summary>
internal sealed partial class DynamicFrozen : Module<Tensor, Tensor>
{
    [DyLora(2, 5, Mode = DyLoraMode.Frozen)]
    private readonly Linear layer;

    public DynamicFrozen(long inFeatures, long outFeatures, bool bias = true)
        : base(nameof(DynamicFrozen))
    {
        layer = Linear(inFeatures, outFeatures, bias);
        RegisterComponents();
        AttachLora();
    }

    public Linear Base => layer;

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>Two adaptive layers that draw on their holder's budget, one with a budget of its own, one left alone.</summary>
[Lora("adaptive")]
internal sealed partial class AdaptiveBlock : Module<Tensor, Tensor>
{
    private readonly Linear up;
    private readonly Linear down;

    [Lora("adaptive", budget: 3)]
    private readonly Linear gate;

    [NoLora]
    private readonly Linear skip;

    public AdaptiveBlock(long width, long hidden)
        : base(nameof(AdaptiveBlock))
    {
        up = Linear(width, hidden);
        down = Linear(hidden, width);
        gate = Linear(width, width);
        skip = Linear(width, width);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) =>
        skip.forward(x) + (Down.forward(functional.gelu(Up.forward(x))) * Gate.forward(x));
}

/// <summary>A budget of 12 for its head and for the layers of its blocks that have none.</summary>
[Lora("adaptive", budget: 12)]
internal sealed partial class AdaptiveNet : Module<Tensor, Tensor>
{
    private readonly ModuleList<AdaptiveBlock> blocks;
    private readonly Linear head;

    public AdaptiveNet(long width = 6, long hidden = 10, int depth = 2)
        : base(nameof(AdaptiveNet))
    {
        blocks = ModuleList<AdaptiveBlock>([.. Enumerable.Range(0, depth).Select(_ => new AdaptiveBlock(width, hidden))]);
        head = Linear(width, 4);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var block in blocks)
            x = block.forward(x);
        return Head.forward(x);
    }
}

/// <summary>Every method in one model.</summary>
[Lora(2)]
internal sealed partial class Mixed : Module<Tensor, Tensor>
{
    private readonly Linear first;

    [DyLora(1, 4, Alpha = 4)]
    private readonly Linear second;

    [Lora(4, Alpha = 8)]
    private readonly Linear third;

    public Mixed(long width = 6)
        : base(nameof(Mixed))
    {
        first = Linear(width, width);
        second = Linear(width, width);
        third = Linear(width, width);
        RegisterComponents();
        AttachLora();
    }

    public Linear FirstBase => first;

    public Linear ThirdBase => third;

    public override Tensor forward(Tensor x) => Third.forward(functional.gelu(Second.forward(functional.gelu(First.forward(x)))));
}

/// <summary>The layers of <see cref="Mixed"/> with other ranks.</summary>
[Lora(1)]
internal sealed partial class ThreeOfRankOne : Module<Tensor, Tensor>
{
    private readonly Linear first = Linear(6, 6);
    private readonly Linear second = Linear(6, 6);
    private readonly Linear third = Linear(6, 6);

    public ThreeOfRankOne()
        : base(nameof(ThreeOfRankOne))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Third.forward(Second.forward(First.forward(x)));
}

/// <summary>Attaches too early: the layer or the child is not there yet, or nothing is registered.</summary>
internal sealed partial class Hasty : Module<Tensor, Tensor>
{
    [Lora(2)]
    private readonly Linear layer;
    private readonly ScaleTwo child;

    public Hasty(bool assignLayer, bool assignChild)
        : base(nameof(Hasty))
    {
        layer = assignLayer ? Linear(4, 4) : null!;
        child = assignChild ? new ScaleTwo(4, 4) : null!;
        if (!assignLayer || !assignChild)
            RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => child.forward(Layer.forward(x));
}
