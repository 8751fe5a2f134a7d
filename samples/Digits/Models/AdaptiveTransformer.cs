using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Digits.Models;

/// <summary>The transformer with 64 ranks in total, shared out by importance over its head and its blocks.</summary>
[Lora("adaptive", budget: 64)]
internal sealed partial class AdaptiveTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<AdaptiveBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public AdaptiveTransformer(TransformerShape shape)
        : base(nameof(AdaptiveTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<AdaptiveBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new AdaptiveBlock(shape))]);
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
