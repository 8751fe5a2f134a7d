using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Shared.Models;

/// <summary>Pre-norm attention and MLP without adapters.</summary>
internal sealed class PlainBlock : Module<Tensor, Tensor>
{
    private readonly Linear query, key, value, output, up, down;
    private readonly LayerNorm attentionNorm, mlpNorm;
    private readonly int heads;

    public PlainBlock(TransformerShape shape)
        : base(nameof(PlainBlock))
    {
        query = Linear(shape.Width, shape.Width);
        key = Linear(shape.Width, shape.Width);
        value = Linear(shape.Width, shape.Width);
        output = Linear(shape.Width, shape.Width);
        up = Linear(shape.Width, shape.Hidden);
        down = Linear(shape.Hidden, shape.Width);
        attentionNorm = LayerNorm(shape.Width);
        mlpNorm = LayerNorm(shape.Width);
        heads = shape.Heads;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var normed = attentionNorm.forward(x);
        var mixed = Attention.Mix(query.forward(normed), key.forward(normed), value.forward(normed), heads);
        var attended = x + output.forward(mixed);
        return attended + down.forward(functional.gelu(up.forward(mlpNorm.forward(attended))));
    }
}
