using LoraDsl;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Shared.Models;

/// <summary>Pre-norm attention and MLP. The layers are called by their generated properties, which run them with the adapters in force.</summary>
[Adaptable]
internal sealed partial class TransformerBlock : Module<Tensor, Tensor>, IAttentionModule
{
    private readonly Linear query, key, value, output, up, down;
    private readonly LayerNorm attentionNorm, mlpNorm;
    private readonly int heads;

    public TransformerBlock(TransformerShape shape)
        : base(nameof(TransformerBlock))
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

    /// <inheritdoc/>
    public Action<Tensor>? AttentionProbe { get; set; }

    public override Tensor forward(Tensor x)
    {
        var normed = attentionNorm.forward(x);
        var mixed = Attention.Mix(Query.forward(normed), Key.forward(normed), Value.forward(normed), heads, AttentionProbe);
        var attended = x + Output.forward(mixed);
        return attended + Down.forward(functional.gelu(Up.forward(mlpNorm.forward(attended))));
    }
}
