using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SparseDigits.Models;

/// <summary>The block with SP-LoRA on every linear layer.</summary>
internal sealed class SpLoraBlock : Module<Tensor, Tensor>
{
    private readonly SpLoraLinear query, key, value, output, up, down;
    private readonly LayerNorm attentionNorm, mlpNorm;
    private readonly int heads;

    public SpLoraBlock(TransformerShape shape)
        : base(nameof(SpLoraBlock))
    {
        query = new SpLoraLinear(shape.Width, shape.Width);
        key = new SpLoraLinear(shape.Width, shape.Width);
        value = new SpLoraLinear(shape.Width, shape.Width);
        output = new SpLoraLinear(shape.Width, shape.Width);
        up = new SpLoraLinear(shape.Width, shape.Hidden);
        down = new SpLoraLinear(shape.Hidden, shape.Width);
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
