using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SparseDigits.Models;

/// <summary>The transformer with LoRS of rank 8.</summary>
[Lors(8)]
internal sealed partial class LorsTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<LorsBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public LorsTransformer(TransformerShape shape)
        : base(nameof(LorsTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<LorsBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new LorsBlock(shape))]);
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
