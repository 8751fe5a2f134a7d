using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Digits.Models;

/// <summary>The transformer with DyLoRA in its blocks.</summary>
internal sealed partial class DyLoraTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<DyLoraBlock> blocks;
    private readonly LayerNorm norm;
    // Ten outputs have no use for sixteen ranks.
    [Lora(8)]
    private readonly Linear head;

    public DyLoraTransformer(TransformerShape shape)
        : base(nameof(DyLoraTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<DyLoraBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new DyLoraBlock(shape))]);
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
