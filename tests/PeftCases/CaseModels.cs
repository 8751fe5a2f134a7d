using LoraDsl.Adapters;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.PeftCases;

[Lora("adaptive", budget: 8)]
internal sealed partial class Mlp : CaseModel
{
    private readonly Linear fc1 = Linear(37, 53);
    private readonly Linear fc2 = Linear(53, 29, hasBias: false);
    private readonly Linear fc3 = Linear(29, 11);

    public Mlp()
        : base(nameof(Mlp))
    {
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet Set => Lora;

    public override Tensor forward(Tensor x) => Fc3.forward(functional.relu(Fc2.forward(tanh(Fc1.forward(x)))));
}

[Lora("adaptive", budget: 8)]
internal sealed partial class Wide : CaseModel
{
    private readonly Linear fc1 = Linear(40, 48);
    private readonly Linear fc2 = Linear(48, 32);

    public Wide()
        : base(nameof(Wide))
    {
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet Set => Lora;

    public override Tensor forward(Tensor x) => Fc2.forward(tanh(Fc1.forward(x)));
}

[Lora("adaptive", budget: 8)]
internal sealed partial class Emb : CaseModel
{
    private readonly Embedding embed = Embedding(41, 19, padding_idx: 0);
    private readonly Linear head = Linear(19, 7);

    public Emb()
        : base(nameof(Emb))
    {
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet Set => Lora;

    public override Tensor forward(Tensor x) => Head.forward(Embed.forward(x));
}

[Lora("adaptive", budget: 8)]
internal sealed partial class Conv : CaseModel
{
    private readonly Conv2d c1 = Conv2d(3, 8, 3, stride: 2, padding: 1);
    private readonly Conv2d pw = Conv2d(8, 12, 1, bias: false);
    private readonly Conv2d c2 = Conv2d(12, 10, (3, 5), stride: (2, 1), padding: (1, 2));
    private readonly Linear head = Linear(10, 5);

    public Conv()
        : base(nameof(Conv))
    {
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet Set => Lora;

    public override Tensor forward(Tensor x) => Head.forward(C2.forward(tanh(Pw.forward(tanh(C1.forward(x))))).mean([2, 3]));
}

[Lora("adaptive", budget: 8)]
internal sealed partial class ConvSame : CaseModel
{
    private readonly Conv2d c1 = Conv2d(3, 8, 3, padding: Padding.Same);

    public ConvSame()
        : base(nameof(ConvSame))
    {
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet Set => Lora;

    public override Tensor forward(Tensor x) => C1.forward(x);
}

[Lora("adaptive", budget: 8)]
internal sealed partial class Gpt : CaseModel
{
    private readonly Linear c_attn = Linear(24, 72);
    private readonly Linear c_proj = Linear(72, 24);

    public Gpt()
        : base(nameof(Gpt))
    {
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet Set => Lora;

    public override Tensor forward(Tensor x) => C_proj.forward(tanh(C_attn.forward(x)));
}
