using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Multi-head attention that shows its rows.</summary>
[Lora("adaptive")]
internal sealed partial class ShownAttention : Module<Tensor, Tensor>, IAttentionModule
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear output;
    private readonly int heads;

    public ShownAttention(long width, int heads)
        : base(nameof(ShownAttention))
    {
        query = Linear(width, width);
        key = Linear(width, width);
        value = Linear(width, width);
        output = Linear(width, width);
        this.heads = heads;
        RegisterComponents();
        AttachLora();
    }

    public Action<Tensor>? AttentionProbe { get; set; }

    public Linear QueryBase => query;

    public override Tensor forward(Tensor x)
    {
        var (batch, tokens, width) = (x.shape[0], x.shape[1], x.shape[2]);
        var scores = Split(Query.forward(x)).matmul(Split(Key.forward(x)).transpose(-1, -2)).mul(1 / Math.Sqrt((double)width / heads));
        var weights = functional.softmax(scores, dim: -1);
        AttentionProbe?.Invoke(weights);
        return Output.forward(weights.matmul(Split(Value.forward(x))).transpose(1, 2).reshape(batch, tokens, width));

        Tensor Split(Tensor y) => y.view(batch, tokens, heads, width / heads).transpose(1, 2);
    }
}

/// <summary>Two attention layers, whose eight projections share 12 ranks, and a head that stays as it is.</summary>
[Lora("adaptive", budget: 12)]
internal sealed partial class AttentionNet : Module<Tensor, Tensor>
{
    private readonly ShownAttention first;
    private readonly ShownAttention second;

    [NoLora]
    private readonly Linear head;

    public AttentionNet(long width = 6, int heads = 2)
        : base(nameof(AttentionNet))
    {
        first = new ShownAttention(width, heads);
        second = new ShownAttention(width, heads);
        head = Linear(width, 4);
        RegisterComponents();
        AttachLora();
    }

    public ShownAttention First => first;

    public ShownAttention Second => second;

    public override Tensor forward(Tensor x) => head.forward(second.forward(x + first.forward(x)));
}
