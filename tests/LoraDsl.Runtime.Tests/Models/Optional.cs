using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>A residual block whose shortcut has a layer, and whose tail is there, in some instances only.</summary>
[Lora(2)]
internal sealed partial class Optional : Module<Tensor, Tensor>
{
    private readonly Linear main = Linear(6, 6);
    private readonly Linear? shortcut;
    private readonly SharedTail? tail;

    public Optional(bool hasAll)
        : base(nameof(Optional))
    {
        shortcut = hasAll ? Linear(6, 6) : null;
        tail = hasAll ? new SharedTail() : null;
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x)
    {
        var y = Main.forward(x) + (Shortcut?.forward(x) ?? x);
        return tail is null ? y : tail.forward(y);
    }
}

/// <summary>A child that a model may lack.</summary>
internal sealed partial class SharedTail : Module<Tensor, Tensor>
{
    [Lora(3)]
    private readonly Linear layer = Linear(6, 6);

    public SharedTail()
        : base(nameof(SharedTail))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}
