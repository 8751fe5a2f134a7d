using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Dora;

/// <summary>A layer of each kind with DoRA, on the rank that is written.</summary>
[Lora(3, Alpha = 6, Dora = true)]
internal sealed partial class FixedDora : Module<Tensor, Tensor>
{
    private readonly Linear linear = Linear(7, 5);
    private readonly Linear bare = Linear(7, 5, hasBias: false);
    private readonly Embedding embedding = Embedding(9, 5);
    private readonly Conv2d convolution = Conv2d(4, 6, 3, stride: 2, padding: 1);

    public FixedDora()
        : base(nameof(FixedDora))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Linear.forward(x);
}

/// <summary>The same with dropout.</summary>
[Lora(3, Alpha = 6, Dropout = 0.5, Dora = true)]
internal sealed partial class DroppingDora : Module<Tensor, Tensor>
{
    private readonly Linear linear = Linear(7, 5);

    public DroppingDora()
        : base(nameof(DroppingDora))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Linear.forward(x);
}

/// <summary>The same on ranks that are measured.</summary>
[Lora("adaptive", budget: 12, Alpha = 6, Dora = true)]
internal sealed partial class AdaptiveDora : Module<Tensor, Tensor>
{
    private readonly Linear linear = Linear(7, 5);
    private readonly Linear bare = Linear(7, 5, hasBias: false);
    private readonly Embedding embedding = Embedding(9, 5);
    private readonly Conv2d convolution = Conv2d(4, 6, 3, stride: 2, padding: 1);

    public AdaptiveDora()
        : base(nameof(AdaptiveDora))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Linear.forward(x);
}

/// <summary>The same on a range of ranks.</summary>
[DyLora(2, 4, Alpha = 6, Dora = true)]
internal sealed partial class DynamicDora : Module<Tensor, Tensor>
{
    private readonly Linear linear = Linear(7, 5);
    private readonly Linear bare = Linear(7, 5, hasBias: false);
    private readonly Embedding embedding = Embedding(9, 5);
    private readonly Conv2d convolution = Conv2d(4, 6, 3, stride: 2, padding: 1);

    public DynamicDora()
        : base(nameof(DynamicDora))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Linear.forward(x);
}

/// <summary>The same where a step trains the last rank only.</summary>
[DyLora(2, 4, Alpha = 6, Mode = DyLoraMode.Frozen, Dora = true)]
internal sealed partial class FrozenDora : Module<Tensor, Tensor>
{
    private readonly Linear linear = Linear(7, 5);
    private readonly Linear bare = Linear(7, 5, hasBias: false);
    private readonly Embedding embedding = Embedding(9, 5);
    private readonly Conv2d convolution = Conv2d(4, 6, 3, stride: 2, padding: 1);

    public FrozenDora()
        : base(nameof(FrozenDora))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Linear.forward(x);
}

/// <summary>Initial values whose product is not zero.</summary>
internal sealed partial class InitializedDora : Module<Tensor, Tensor>
{
    [Lora(3, Init = AdapterInitialization.Pissa, Dora = true)] private readonly Linear compensated = Linear(7, 5);
    [Lora(3, Init = AdapterInitialization.Xavier, Compensate = false, Dora = true)] private readonly Linear added = Linear(7, 5);

    public InitializedDora()
        : base(nameof(InitializedDora))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Compensated.forward(x) + Added.forward(x);
}

[Adaptable]
internal sealed partial class DoraPlaces : Module<Tensor, Tensor>
{
    private readonly Linear first = Linear(7, 7);
    private readonly Linear second = Linear(7, 5);
    private readonly Linear third = Linear(5, 5);

    public DoraPlaces()
        : base(nameof(DoraPlaces))
    {
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => Third.forward(Second.forward(First.forward(x)));
}

[LoraRecipe(typeof(DoraPlaces))]
[Lora(3, Alpha = 6, Dora = true, LearningRateRatio = 4, Targets = ["first"])]
[DyLora(2, 4, Dora = true, FreezeA = true, Targets = ["second"])]
[Lora("adaptive", budget: 3, Dora = true, Targets = ["third"])]
internal sealed partial class DoraRecipe;
