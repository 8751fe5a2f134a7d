using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Training.Host;

/// <summary>Places alone, for recipes and configurations.</summary>
[Adaptable]
internal sealed partial class PlacedNet : Module<Tensor, Tensor>
{
    private readonly Linear up = Linear(10, 16), down = Linear(16, 10), head = Linear(10, 10);

    public PlacedNet()
        : base(nameof(PlacedNet)) => RegisterComponents();

    public override Tensor forward(Tensor x) => Head.forward(functional.gelu(Down.forward(functional.gelu(Up.forward(x)))));
}

/// <summary>Convolutions of one dimension over the features.</summary>
[Adaptable]
internal sealed partial class LineNet : Module<Tensor, Tensor>
{
    // Channels and ranks in multiples of 16, as in KindsNet.
    private readonly Conv1d first = Conv1d(16, 32, 3, padding: 1), second = Conv1d(32, 32, 3, padding: 1);

    public LineNet()
        : base(nameof(LineNet)) => RegisterComponents();

    public override Tensor forward(Tensor x) => Second.forward(First.forward(x.unsqueeze(1).repeat(1, 16, 1)).tanh()).mean([1L]);
}

/// <summary>Three methods on three places.</summary>
[LoraRecipe(typeof(PlacedNet))]
[Lora("adaptive", budget: 6, Targets = ["up"])]
[DyLora(1, 4, Mode = DyLoraMode.Frozen, Targets = ["down"])]
[Lora(3, Dropout = 0.25, Targets = ["head"])]
internal sealed partial class MixedRecipe;

/// <summary>Convolutions of one dimension by two methods.</summary>
[LoraRecipe(typeof(LineNet))]
[Lora(16, Targets = ["first"])]
[DyLora(8, 16, Targets = ["second"])]
internal sealed partial class LineRecipe;
