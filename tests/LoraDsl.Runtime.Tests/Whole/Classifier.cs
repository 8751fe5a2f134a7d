using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Whole;

/// <summary>A model without attributes: a body to adapt, a norm with statistics, and a head of two layers to train whole.</summary>
internal sealed class Classifier : Module<Tensor, Tensor>
{
    private readonly Linear body = Linear(6, 8);
    private readonly BatchNorm1d norm = BatchNorm1d(8);
    private readonly Sequential head = Sequential(("dense", Linear(8, 5)), ("out", Linear(5, 3)));

    public Classifier()
        : base(nameof(Classifier)) => RegisterComponents();

    public Linear Body => body;

    public Linear Out => (Linear)head[1];

    public BatchNorm1d Norm => norm;

    public override Tensor forward(Tensor x) => head.call(norm.call(tanh(body.call(x))));

    public static LoraConfig Config { get; } = new() { Rank = 2, TargetModules = ["body"], ModulesToSave = ["norm", "head"] };
}
