using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Digits.Models;

/// <summary>The transformer with LoRA of rank 8.</summary>
[Lora(8)]
internal sealed partial class LoraTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<LoraBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public LoraTransformer(TransformerShape shape)
        : base(nameof(LoraTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<LoraBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new LoraBlock(shape))]);
        norm = LayerNorm(shape.Width);
        head = Linear(shape.Width, shape.Classes);
        RegisterComponents();
        AttachLora();
    }

    /// <summary>Images (N, height, width) to logits (N, classes).</summary>
    public override Tensor forward(Tensor images)
    {
        var tokens = embedding.forward(images);
        foreach (var block in blocks)
            tokens = block.forward(tokens);
        return Head.forward(norm.forward(tokens).mean([1]));
    }
}
