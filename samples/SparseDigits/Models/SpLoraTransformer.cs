using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SparseDigits.Models;

/// <summary>The transformer with SP-LoRA, which LoraDsl has no attribute for.</summary>
internal sealed class SpLoraTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<SpLoraBlock> blocks;
    private readonly LayerNorm norm;
    private readonly SpLoraLinear head;

    public SpLoraTransformer(TransformerShape shape)
        : base(nameof(SpLoraTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<SpLoraBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new SpLoraBlock(shape))]);
        norm = LayerNorm(shape.Width);
        head = new SpLoraLinear(shape.Width, shape.Classes);
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
