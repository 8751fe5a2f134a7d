using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>A network with LoRS on every layer, in both modes and on both kinds of layer.</summary>
[Lors(3, Alpha = 6)]
internal sealed partial class SparseNet : Module<Tensor, Tensor>
{
    private readonly Conv2d image;
    [Lors(2, Mode = LorsMode.Exact)] private readonly Conv2d deeper;
    private readonly Linear up;
    [Lors(2, Mode = LorsMode.Exact)] private readonly Linear down;

    public SparseNet()
        : base(nameof(SparseNet))
    {
        image = Conv2d(2, 16, 3, padding: 1);
        deeper = Conv2d(16, 16, 3, padding: 1);
        up = Linear(16, 24);
        down = Linear(24, 4);
        RegisterComponents();
        AttachLora();
    }

    /// <summary>Images (N, 2, height, width) to (N, 4).</summary>
    public override Tensor forward(Tensor x) =>
        Down.forward(functional.relu(Up.forward(Deeper.forward(functional.relu(Image.forward(x))).mean([2, 3]))));
}
