using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Two layers with DyLoRA, low ranks drawn more often than high ones.</summary>
[DyLora(2, 5, Sampling = DyLoraSampling.Geometric)]
internal sealed partial class DynamicGeometric : Module<Tensor, Tensor>
{
    private readonly Linear first = Linear(9, 7);
    private readonly Linear second = Linear(7, 9);

    public DynamicGeometric()
        : base(nameof(DynamicGeometric))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Second.forward(First.forward(x));
}
