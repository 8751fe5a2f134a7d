using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Training.Host.Peaks;

/// <summary>Blocks with many rows and small weights: what a step holds are activations.</summary>
[Lora(4)]
internal sealed partial class DeepNet : Module<Tensor, Tensor>
{
    public const long Rows = 16_384;
    public const long Width = 64;

    private readonly ModuleList<DeepBlock> blocks;
    private readonly Linear head = Linear(Width, 16);
    private readonly bool recomputes;

    public DeepNet(int depth, bool recomputes)
        : base(nameof(DeepNet))
    {
        this.recomputes = recomputes;
        blocks = ModuleList<DeepBlock>([.. Enumerable.Range(0, depth).Select(_ => new DeepBlock())]);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        foreach (var block in blocks)
            x = recomputes ? ActivationRecompute.Run(block, x) : block.forward(x);
        return Head.forward(x).MoveToOuterDisposeScope();
    }
}

/// <summary>A block with two layers.</summary>
[Lora(4)]
internal sealed partial class DeepBlock : Module<Tensor, Tensor>
{
    private readonly Linear up = Linear(DeepNet.Width, DeepNet.Width), down = Linear(DeepNet.Width, DeepNet.Width);

    public DeepBlock()
        : base(nameof(DeepBlock))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (x + Down.forward(Up.forward(x).tanh())).MoveToOuterDisposeScope();
    }
}

/// <summary>Layers with large weights: what a step of few rows might hold are masked weights, and one of many what the layers saved.</summary>
[Lora(4)]
internal sealed partial class SparseStack : Module<Tensor, Tensor>
{
    public const long Width = 1024;
    public const long Rows = 4096;

    private readonly ModuleList<SparseLayer> layers;
    private readonly Linear head = Linear(Width, 16);

    public SparseStack(int depth)
        : base(nameof(SparseStack))
    {
        layers = ModuleList<SparseLayer>([.. Enumerable.Range(0, depth).Select(_ => new SparseLayer())]);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Head.forward(layers.Aggregate(x, (value, layer) => layer.forward(value)));
}

/// <summary>A layer half of whose weight is zero.</summary>
[Lors(4)]
internal sealed partial class SparseLayer : Module<Tensor, Tensor>
{
    private readonly Linear layer = Linear(SparseStack.Width, SparseStack.Width);

    public SparseLayer()
        : base(nameof(SparseLayer))
    {
        using (no_grad())
            layer.weight.mul_(layer.weight.gt(0));
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>Adaptive layers with large weights, to be measured.</summary>
[Lora("adaptive", budget: 8)]
internal sealed partial class MeasuredStack : Module<Tensor, Tensor>
{
    public const long Width = 1024;

    private readonly ModuleList<MeasuredLayer> layers;

    public MeasuredStack(int depth)
        : base(nameof(MeasuredStack))
    {
        layers = ModuleList<MeasuredLayer>([.. Enumerable.Range(0, depth).Select(_ => new MeasuredLayer())]);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => layers.Aggregate(x, (value, layer) => layer.forward(value).tanh());
}

/// <summary>A layer of it.</summary>
[Lora("adaptive")]
internal sealed partial class MeasuredLayer : Module<Tensor, Tensor>
{
    private readonly Linear layer = Linear(MeasuredStack.Width, MeasuredStack.Width);

    public MeasuredLayer()
        : base(nameof(MeasuredLayer))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}
