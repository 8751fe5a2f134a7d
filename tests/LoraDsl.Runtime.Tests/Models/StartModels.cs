using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>A layer for each start, side by side on one input.</summary>
[Lora(3, Alpha = 6)]
internal sealed partial class EveryStart : Module<Tensor, Tensor>
{
    private readonly Linear original = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.Gaussian)] private readonly Linear gaussian = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.Xavier)] private readonly Linear xavier = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.KaimingNormal)] private readonly Linear kaimingNormal = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.Orthogonal)] private readonly Linear orthogonal = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.LayerAdaptive)] private readonly Linear layerAdaptive = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.ScaledNormal)] private readonly Linear scaledNormal = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.PretrainedAdaptive)] private readonly Linear pretrainedAdaptive = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.Pissa)] private readonly Linear pissa = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.Olora)] private readonly Linear olora = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.LoraGa)] private readonly Linear loraGa = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.Eva)] private readonly Linear eva = Linear(12, 10);
    [Lora(3, Init = AdapterInitialization.Gradient)] private readonly Linear gradient = Linear(12, 10);

    public EveryStart()
        : base(nameof(EveryStart))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => cat([.. Lora.Named().Select(entry => entry.Adapter.forward(x))], -1);
}

/// <summary>Layers before, in and after a list of blocks.</summary>
[Lora(2, Init = AdapterInitialization.LayerAdaptive)]
internal sealed partial class DeepNet : Module<Tensor, Tensor>
{
    private readonly Linear input = Linear(8, 8);
    private readonly ModuleList<DeepBlock> blocks = ModuleList(new DeepBlock(), new DeepBlock());
    private readonly Linear output = Linear(8, 8);

    public DeepNet()
        : base(nameof(DeepNet))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x)
    {
        x = Input.forward(x);
        foreach (var block in blocks)
            x = block.forward(x);
        return Output.forward(x);
    }
}

/// <summary>Two layers in a row.</summary>
[Lora(2, Init = AdapterInitialization.LayerAdaptive)]
internal sealed partial class DeepBlock : Module<Tensor, Tensor>
{
    private readonly Linear up = Linear(8, 8);
    private readonly Linear down = Linear(8, 8);

    public DeepBlock()
        : base(nameof(DeepBlock))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Down.forward(functional.gelu(Up.forward(x)));
}

/// <summary>Every kind of layer by PiSSA.</summary>
[Lora(2, Alpha = 3, Init = AdapterInitialization.Pissa)]
internal sealed partial class PissaKinds : Module<Tensor, Tensor>
{
    private readonly Embedding table = Embedding(12, 8, padding_idx: 3);
    private readonly Conv2d convolution = Conv2d(1, 16, 3, stride: 2, padding: 1);
    [Lora(2, RankStabilized = true)] private readonly Linear head = Linear(16, 20);

    public PissaKinds()
        : base(nameof(PissaKinds))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) =>
        Head.forward(functional.gelu(Convolution.forward(Table.forward(x).unsqueeze(1))).mean([2, 3]));
}

/// <summary>The layers of <see cref="PissaKinds"/> at twice the rank and without a start: what PEFT would make of its files.</summary>
[Lora(4, Alpha = 6)]
internal sealed partial class PlainKinds : Module<Tensor, Tensor>
{
    private readonly Embedding table = Embedding(12, 8, padding_idx: 3);
    private readonly Conv2d convolution = Conv2d(1, 16, 3, stride: 2, padding: 1);
    [Lora(4, Alpha = 3 * 1.4142135623730951, RankStabilized = true)] private readonly Linear head = Linear(16, 20);

    public PlainKinds()
        : base(nameof(PlainKinds))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) =>
        Head.forward(functional.gelu(Convolution.forward(Table.forward(x).unsqueeze(1))).mean([2, 3]));
}

/// <summary>Starts that need no more than random numbers, and nothing of the base.</summary>
[Lora(3, Init = AdapterInitialization.Xavier, Compensate = false)]
internal sealed partial class Uncompensated : Module<Tensor, Tensor>
{
    private readonly Linear layer = Linear(12, 10);

    public Uncompensated()
        : base(nameof(Uncompensated))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>A rank that comes from a budget, and a start that looks at the weight.</summary>
[Lora("adaptive", 4, Alpha = 4, Init = AdapterInitialization.Pissa)]
internal sealed partial class AdaptivePissa : Module<Tensor, Tensor>
{
    private readonly Linear layer = Linear(12, 10);

    public AdaptivePissa()
        : base(nameof(AdaptivePissa))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>A rank that comes from a budget, and a start that needs nothing.</summary>
[Lora("adaptive", 4, Init = AdapterInitialization.Gaussian)]
internal sealed partial class AdaptiveGaussian : Module<Tensor, Tensor>
{
    private readonly Linear layer = Linear(200, 200);
    [Lora("adaptive", MinRank = 0)] private readonly Linear unused = Linear(4, 4);

    public AdaptiveGaussian()
        : base(nameof(AdaptiveGaussian))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>A target that only whoever makes the model knows.</summary>
[Lora(2, Init = AdapterInitialization.Target)]
internal sealed partial class Targeted : Module<Tensor, Tensor>
{
    private readonly Linear layer = Linear(6, 5);

    public Targeted()
        : base(nameof(Targeted))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>DyLoRA from the inputs and LoRS from the gradient.</summary>
internal sealed partial class DataStarts : Module<Tensor, Tensor>
{
    [DyLora(1, 3, Init = AdapterInitialization.Eva)] private readonly Linear dynamic = Linear(12, 10);
    [Lors(3, Init = AdapterInitialization.Gradient)] private readonly Linear sparse = Linear(10, 8);

    public DataStarts()
        : base(nameof(DataStarts))
    {
        using (no_grad())
            sparse.weight.mul_(rand(8, 10).gt(0.5));
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Sparse.forward(functional.tanh(Dynamic.forward(x)));
}

/// <summary>Two layers of one weight.</summary>
[Lora(2)]
internal sealed partial class TiedNet : Module<Tensor, Tensor>
{
    private readonly Linear first = Linear(6, 6);
    private readonly Linear second = Linear(6, 6);

    public TiedNet()
        : base(nameof(TiedNet))
    {
        second.weight = first.weight;
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Second.forward(First.forward(x));
}
