using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Gpu.Checks;

/// <summary>Two layers with adapters, one of them of varying rank.</summary>
[Lora(4)]
internal sealed partial class AdaptedModel : Module<Tensor, Tensor>
{
    private readonly Linear up;
    [DyLora(2, 4)] private readonly Linear down;

    public AdaptedModel(Device device)
        : base(nameof(AdaptedModel))
    {
        up = Linear(12, 32, device: device);
        down = Linear(32, 5, device: device);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Down.forward(functional.gelu(Up.forward(x)));
}
