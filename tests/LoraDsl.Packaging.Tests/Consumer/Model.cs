using LoraDsl;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

internal sealed partial class Model : Module<Tensor, Tensor>
{
#if WRONG_RANK
    [Lora(0)]
#else
    [Lora(2, Alpha = 4)]
#endif
    private readonly Linear first = Linear(3, 3);

#pragma warning disable LORA209 // The answer is checked by hand: the layers are as small as can be.
    [DyLora(1, 2)]
#pragma warning restore LORA209
    private readonly Linear second = Linear(3, 2);

    public Model()
        : base(nameof(Model))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Second.forward(First.forward(x));
}
