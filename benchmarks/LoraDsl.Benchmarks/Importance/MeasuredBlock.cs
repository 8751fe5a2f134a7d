using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Benchmarks.Importance;

/// <summary>The sample's block with ranks to be measured, whose attention shows its rows.</summary>
[Lora("adaptive")]
internal sealed partial class MeasuredBlock : Module<Tensor, Tensor>, IAttentionModule
{
    private readonly TorchSharp.Modules.Linear query, key, value, output, up, down;
    private readonly LayerNorm attentionNorm, mlpNorm;
    private readonly int heads;

    public MeasuredBlock(TransformerShape shape)
        : base(nameof(MeasuredBlock))
    {
        query = nn.Linear(shape.Width, shape.Width);
        key = nn.Linear(shape.Width, shape.Width);
        value = nn.Linear(shape.Width, shape.Width);
        output = nn.Linear(shape.Width, shape.Width);
        up = nn.Linear(shape.Width, shape.Hidden);
        down = nn.Linear(shape.Hidden, shape.Width);
        attentionNorm = LayerNorm(shape.Width);
        mlpNorm = LayerNorm(shape.Width);
        heads = shape.Heads;
        RegisterComponents();
        AttachLora();
    }

    public Action<Tensor>? AttentionProbe { get; set; }

    public override Tensor forward(Tensor x)
    {
        var normed = attentionNorm.forward(x);
        var attended = x + Output.forward(Mix(Query.forward(normed), Key.forward(normed), Value.forward(normed)));
        return attended + Down.forward(functional.gelu(Up.forward(mlpNorm.forward(attended))));
    }

    private Tensor Mix(Tensor query, Tensor key, Tensor value)
    {
        var (batch, tokens, width) = (query.shape[0], query.shape[1], query.shape[2]);
        var scores = Split(query).matmul(Split(key).transpose(-1, -2)).mul(1 / Math.Sqrt((double)width / heads));
        var weights = functional.softmax(scores, dim: -1);
        AttentionProbe?.Invoke(weights);
        return weights.matmul(Split(value)).transpose(1, 2).reshape(batch, tokens, width);

        Tensor Split(Tensor x) => x.view(batch, tokens, heads, width / heads).transpose(1, 2);
    }
}
