using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Gpu.Checks;

/// <summary>A layer whose adapter drops inputs.</summary>
internal sealed partial class DroppingModel : Module<Tensor, Tensor>
{
    public const int Size = 16;
    public const int Rank = 4;
    public const double Probability = 0.25;

    [Lora(Rank, Alpha = Rank, Dropout = Probability)]
    private readonly Linear layer;

    public DroppingModel(Device device)
        : base(nameof(DroppingModel))
    {
        layer = Linear(Size, Size, device: device);
        RegisterComponents();
        AttachLora();
    }

    public Linear Base => layer;

    /// <summary>Makes what the adapter adds the first columns of its input.</summary>
    public void PassOn()
    {
        using var noGradient = no_grad();
        foreach (var factor in Layer.parameters())
            factor.copy_(eye(factor.shape[0], factor.shape[1]));
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}
