using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>A block that attaches its own adapter.</summary>
internal sealed partial class HeldBlock : Module<Tensor, Tensor>
{
    [Lora(2, Alpha = 4)]
    private readonly Linear layer = Linear(6, 6);

    public HeldBlock()
        : base(nameof(HeldBlock))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>Blocks where no field of their type holds them: in a Sequential, in a field of the base type, in a dictionary, in a module without attributes.</summary>
internal sealed partial class HoldsBlocks : Module<Tensor, Tensor>
{
    [Lora(2, Alpha = 4)]
    private readonly Linear head = Linear(6, 3);

    private readonly Sequential body = Sequential(("first", new HeldBlock()), ("relu", ReLU()), ("second", new HeldBlock()));
    private readonly Module<Tensor, Tensor> single = new HeldBlock();
    private readonly ModuleList<Module<Tensor, Tensor>> list = ModuleList<Module<Tensor, Tensor>>(new HeldBlock());
    private readonly Plain plain = new();

    public HoldsBlocks()
        : base(nameof(HoldsBlocks))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Head.forward(plain.forward(list[0].forward(single.forward(body.forward(x)))));

    private sealed class Plain : Module<Tensor, Tensor>
    {
        private readonly HeldBlock inner = new();

        public Plain()
            : base(nameof(Plain)) => RegisterComponents();

        public override Tensor forward(Tensor x) => inner.forward(x);
    }
}
