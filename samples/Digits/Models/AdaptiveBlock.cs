using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Digits.Models;

/// <summary>The block with ranks out of the model's budget.</summary>
[Lora("adaptive")]
internal sealed partial class AdaptiveBlock : Module<Tensor, Tensor>
{
    // They read one input, and so share a pass.
    [LoraGroup("Projections")]
    private readonly Linear query, key, value;
    private readonly Linear output, up, down;
    private readonly LayerNorm attentionNorm, mlpNorm;
    private readonly int heads;

    public AdaptiveBlock(TransformerShape shape)
        : base(nameof(AdaptiveBlock))
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
