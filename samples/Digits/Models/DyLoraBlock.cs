using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Digits.Models;

/// <summary>The block with one training for every rank from 4 to 16; scaled by 2 at the least of them, by ½ at the greatest.</summary>
[DyLora(4, 16, Alpha = 8)]
internal sealed partial class DyLoraBlock : Module<Tensor, Tensor>
{
    // They read one input, and so share a pass.
    [LoraGroup("Projections")]
    private readonly Linear query, key, value;
    private readonly Linear output, up, down;
    private readonly LayerNorm attentionNorm, mlpNorm;
    private readonly int heads;

    public DyLoraBlock(TransformerShape shape)
        : base(nameof(DyLoraBlock))
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
        AttachLora();
    }

    public override Tensor forward(Tensor x)
    {
        var (queries, keys, values) = Projections.forward(attentionNorm.forward(x));
        var attended = x + Output.forward(Attention.Mix(queries, keys, values, heads));
        return attended + Down.forward(functional.gelu(Up.forward(mlpNorm.forward(attended))));
    }
}
