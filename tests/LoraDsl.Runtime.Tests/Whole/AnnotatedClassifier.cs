using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Whole;

/// <summary>A head beside adapted layers by an attribute, in a model and in a block that it holds.</summary>
[Lora(2)]
internal sealed partial class AnnotatedClassifier : Module<Tensor, Tensor>
{
    private readonly WholeBlock block = new();
    private readonly Linear body = Linear(6, 6);
    [TrainWhole] private readonly Linear head = Linear(6, 3);
    [TrainWhole] private readonly LayerNorm? extra = null;

    public AnnotatedClassifier()
        : base(nameof(AnnotatedClassifier))
    {
        RegisterComponents();
        AttachLora();
    }

    public Linear Head => head;

    public override Tensor forward(Tensor x) => head.forward(tanh(Body.forward(block.forward(x)))) + (extra is null ? 0 : 1);
}

internal sealed partial class WholeBlock : Module<Tensor, Tensor>
{
    [Lora(2)] private readonly Linear up = Linear(6, 6);
    [TrainWhole] private readonly LayerNorm norm = LayerNorm(6);

    public WholeBlock()
        : base(nameof(WholeBlock))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => norm.forward(Up.forward(x));
}

[Adaptable]
internal sealed partial class PlacedClassifier : Module<Tensor, Tensor>
{
    private readonly Linear body = Linear(6, 6);
    private readonly LayerNorm norm = LayerNorm(6);
    private readonly Linear head = Linear(6, 3);

    public PlacedClassifier()
        : base(nameof(PlacedClassifier)) => RegisterComponents();

    public override Tensor forward(Tensor x) => Head.forward(norm.forward(tanh(Body.forward(x))));
}

[LoraRecipe(typeof(PlacedClassifier))]
[Lora(2)]
[TrainWhole(Targets = ["head", "no*"])]
internal sealed partial class WithHead;

[Lora(2, Bias = BiasTraining.LoraOnly, LoraBias = true)]
internal sealed partial class BiasedNet : Module<Tensor, Tensor>
{
    private readonly Linear body = Linear(6, 6);
    private readonly Linear head = Linear(6, 3);
    private readonly LayerNorm norm = LayerNorm(3);

    public BiasedNet()
        : base(nameof(BiasedNet))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => norm.forward(Head.forward(tanh(Body.forward(x))));
}

[LoraRecipe(typeof(PlacedClassifier))]
[Lora(2, Bias = BiasTraining.All, LoraBias = true)]
internal sealed partial class WithBiases;
