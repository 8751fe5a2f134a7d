using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Terminal.Tests;

/// <summary>An adapter of a fixed rank and one whose rank moves.</summary>
internal sealed partial class Model : Module<Tensor, Tensor>
{
    [Lora(2)]
    private readonly Linear body = Linear(32, 32);

    [DyLora(1, 8)]
    private readonly Linear head = Linear(32, 32);

    public Model()
        : base(nameof(Model))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Head.forward(Body.forward(x));
}
