using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Dropout of the adapters and of the model, a batch norm, and a residual; (N, width) to (N, width).</summary>
[Lora(3, Alpha = 6, Dropout = 0.25)]
internal sealed partial class RandomBlock : Module<Tensor, Tensor>
{
    private readonly Linear up;
    private readonly Linear down;
    private readonly BatchNorm1d norm;
    private readonly Dropout dropout;

    public RandomBlock(long width = 6)
        : base(nameof(RandomBlock))
    {
        up = Linear(width, 2 * width);
        down = Linear(2 * width, width);
        norm = BatchNorm1d(2 * width);
        dropout = Dropout(0.5);
        RegisterComponents();
        AttachLora();
    }

    public BatchNorm1d Norm => norm;

    public override Tensor forward(Tensor x) => x + Down.forward(dropout.forward(functional.gelu(norm.forward(Up.forward(x)))));
}

/// <summary>Blocks that run plainly or are recomputed, as asked for; adaptive ranks that follow the gradients, and DyLoRA.</summary>
[Lora("adaptive", budget: 18)]
internal sealed partial class RecomputedNet : Module<Tensor, Tensor>
{
    private readonly ModuleList<MovingBlock> blocks;

    public RecomputedNet(bool recomputes, long width = 8, int depth = 3)
        : base(nameof(RecomputedNet))
    {
        blocks = ModuleList<MovingBlock>([.. Enumerable.Range(0, depth).Select(_ => new MovingBlock(width))]);
        Recomputes = recomputes;
        RegisterComponents();
        AttachLora();
    }

    public bool Recomputes { get; }

    public IReadOnlyList<MovingBlock> Blocks => [.. blocks];

    public override Tensor forward(Tensor x)
    {
        foreach (var block in blocks)
            x = Recomputes ? ActivationRecompute.Run(block, x) : block.forward(x);
        return x;
    }

    [Lora("adaptive", Schedule = RankSchedule.GradientEnergy, Dropout = 0.25)]
    internal sealed partial class MovingBlock : Module<Tensor, Tensor>
    {
        private readonly Linear left;
        private readonly Linear right;

        [DyLora(1, 4, Mode = DyLoraMode.Frozen)]
        private readonly Linear output;

        public MovingBlock(long width)
            : base(nameof(MovingBlock))
        {
            left = Linear(width, width);
            right = Linear(width, width);
            output = Linear(width, width);
            RegisterComponents();
            AttachLora();
        }

        public override Tensor forward(Tensor x) => x + Output.forward(Left.forward(x).tanh() * Right.forward(x));
    }
}
