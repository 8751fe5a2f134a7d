using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Shared.Models;

/// <summary>The base: what is pre-trained, and what full fine-tuning trains.</summary>
internal sealed class PlainTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<PlainBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public PlainTransformer(TransformerShape shape)
        : base(nameof(PlainTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<PlainBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new PlainBlock(shape))]);
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
        return head.forward(norm.forward(tokens).mean([1]));
    }
}
