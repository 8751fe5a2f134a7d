using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Training.Host;

/// <summary>A group of layers that read one input, fixed and dynamic ranks.</summary>
internal sealed partial class GroupNet : Module<Tensor, Tensor>
{
    [Lora(3, Alpha = 6), LoraGroup("Projections")]
    private readonly Linear query = Linear(10, 10);

    [DyLora(1, 4), LoraGroup("Projections")]
    private readonly Linear key = Linear(10, 10);

    [DyLora(1, 4, Mode = DyLoraMode.Frozen), LoraGroup("Projections")]
    private readonly Linear value = Linear(10, 10);

    public GroupNet()
        : base(nameof(GroupNet))
    {
        RegisterComponents();
        AttachLora();
    }

    /// <summary>Which outputs the answer uses; all, when left alone.</summary>
    public int Used { get; set; } = 3;

    public override Tensor forward(Tensor x)
    {
        var (q, k, v) = Projections.forward(x);
        return Used switch { 1 => q, 2 => q + v, _ => (q * k) + v };
    }
}

/// <summary>An embedding and convolutions, of every method that has them.</summary>
internal sealed partial class KindsNet : Module<Tensor, Tensor>
{
    // Channels and ranks in multiples of 16: with others libtorch 2.10's oneDNN reads freed memory in a convolution's backward pass (docs/torchsharp.md).
    [Lora(2)]
    private readonly Embedding embed = Embedding(10, 16);

    [Lora(16)]
    private readonly Conv2d first = Conv2d(16, 32, 3, padding: 1);

    [DyLora(8, 16)]
    private readonly Conv2d second = Conv2d(32, 32, 3, padding: 1);

    [Lors(16)]
    private readonly Conv2d third = Conv2d(32, 32, 3, padding: 1);

    public KindsNet()
        : base(nameof(KindsNet))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) =>
        Third.forward(Second.forward(First.forward(Embed.forward(x).transpose(-2, -1).unsqueeze(-1)).tanh()).tanh()).mean([-3L, -2L]);
}

/// <summary>A block whose activations are computed again in the backward pass.</summary>
[Lora(2)]
internal sealed partial class AgainNet : Module<Tensor, Tensor>
{
    private readonly AgainBlock block = new();
    private readonly Linear head = Linear(10, 10);

    public AgainNet()
        : base(nameof(AgainNet))
    {
        RegisterComponents();
        AttachLora();
    }

    /// <summary>Called in each run of the block.</summary>
    public Action Ran { get; set; } = () => { };

    public override Tensor forward(Tensor x) => Head.forward(ActivationRecompute.Run(
        input =>
        {
            Ran();
            return block.forward(input);
        },
        x,
        block));
}

/// <summary>Two layers with dropout.</summary>
[Lora(3, Dropout = 0.25)]
internal sealed partial class AgainBlock : Module<Tensor, Tensor>
{
    private readonly Linear up = Linear(10, 16), down = Linear(16, 10);

    public AgainBlock()
        : base(nameof(AgainBlock))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Down.forward(functional.gelu(Up.forward(x)));
}
