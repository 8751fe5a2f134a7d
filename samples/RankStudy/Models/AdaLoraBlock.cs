using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RankStudy.Models;

/// <summary>The block with AdaLoRA: its triplets compete with those of all other layers.</summary>
[Lora("adaptive", Allocation = AllocationStrategy.AdaLora, InitialRank = StudyRanks.AdaLoraStart)]
internal sealed partial class AdaLoraBlock : Module<Tensor, Tensor>
{
    private readonly Linear query, key, value, output, up, down;
    private readonly LayerNorm attentionNorm, mlpNorm;
    private readonly int heads;

    public AdaLoraBlock(TransformerShape shape)
        : base(nameof(AdaLoraBlock))
    {
        (query, key, value, output) = (Square(), Square(), Square(), Square());
        up = Linear(shape.Width, shape.Hidden);
        down = Linear(shape.Hidden, shape.Width);
        attentionNorm = LayerNorm(shape.Width);
        mlpNorm = LayerNorm(shape.Width);
        heads = shape.Heads;
        RegisterComponents();
        AttachLora();

        Linear Square() => Linear(shape.Width, shape.Width);
    }

    public override Tensor forward(Tensor x)
    {
        var normed = attentionNorm.forward(x);
        var mixed = Attention.Mix(Query.forward(normed), Key.forward(normed), Value.forward(normed), heads);
        var attended = x + Output.forward(mixed);
        return attended + Down.forward(functional.gelu(Up.forward(mlpNorm.forward(attended))));
    }
}
