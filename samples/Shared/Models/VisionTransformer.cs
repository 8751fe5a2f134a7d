using LoraDsl;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Shared.Models;

/// <summary>The samples' one model: what is pre-trained, what full fine-tuning trains, and what recipes adapt.</summary>
[Adaptable]
internal sealed partial class VisionTransformer : Module<Tensor, Tensor>
{
    [NoLora]
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<TransformerBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public VisionTransformer(TransformerShape shape)
        : base(nameof(VisionTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<TransformerBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new TransformerBlock(shape))]);
        norm = LayerNorm(shape.Width);
        head = Linear(shape.Width, shape.Classes);
        RegisterComponents();
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
