using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.PeftCases;

[Lora("adaptive", budget: 32)]
internal sealed partial class Tf : CaseModel
{
    private readonly Embedding embed_tokens = Embedding(50, 24);
    private readonly ModuleList<TfLayer> layers = ModuleList(new TfLayer(), new TfLayer());
    private readonly Linear lm_head = Linear(24, 50, hasBias: false);

    public Tf()
        : base(nameof(Tf))
    {
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet Set => Lora;

    public override Tensor forward(Tensor x)
    {
        x = Embed_tokens.forward(x);
        foreach (var layer in layers)
            x = layer.forward(x);
        return Lm_head.forward(x);
    }
}

/// <summary>A transformer in a module of its own, as language models have it. The files' paths have a level more than those of its adapters.</summary>
internal sealed class TfO : CaseModel
{
    private readonly Tf model = new();

    public TfO()
        : base(nameof(TfO)) => RegisterComponents();

    public override AdapterSet Set => model.Lora;

    public override Tensor forward(Tensor x) => model.forward(x);
}

[Lora("adaptive")]
internal sealed partial class TfLayer : Module<Tensor, Tensor>
{
    private readonly TfAttention self_attn = new();
    private readonly TfMlp mlp = new();
    private readonly LayerNorm norm1 = LayerNorm(24);
    private readonly LayerNorm norm2 = LayerNorm(24);

    public TfLayer()
        : base(nameof(TfLayer))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x)
    {
        x += self_attn.forward(norm1.forward(x));
        return x + mlp.forward(norm2.forward(x));
    }
}

[Lora("adaptive")]
internal sealed partial class TfAttention : Module<Tensor, Tensor>
{
    private readonly Linear q_proj = Linear(24, 24);
    private readonly Linear k_proj = Linear(24, 24);
    private readonly Linear v_proj = Linear(24, 24);
    private readonly Linear o_proj = Linear(24, 24, hasBias: false);

    public TfAttention()
        : base(nameof(TfAttention))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) =>
        O_proj.forward(softmax(Q_proj.forward(x).matmul(K_proj.forward(x).transpose(-2, -1)) / Math.Sqrt(24), -1).matmul(V_proj.forward(x)));
}

[Lora("adaptive")]
internal sealed partial class TfMlp : Module<Tensor, Tensor>
{
    private readonly Linear gate_proj = Linear(24, 40, hasBias: false);
    private readonly Linear up_proj = Linear(24, 40, hasBias: false);
    private readonly Linear down_proj = Linear(40, 24, hasBias: false);

    public TfMlp()
        : base(nameof(TfMlp))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Down_proj.forward(functional.silu(Gate_proj.forward(x)) * Up_proj.forward(x));
}
