using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Benchmarks.Importance;

/// <summary>The sample's transformer with 64 ranks for the layers of its blocks.</summary>
[Lora("adaptive", budget: 64)]
internal sealed partial class MeasuredTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<MeasuredBlock> blocks;
    private readonly LayerNorm norm;

    [NoLora]
    private readonly TorchSharp.Modules.Linear head;

    public MeasuredTransformer(TransformerShape shape)
        : base(nameof(MeasuredTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<MeasuredBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new MeasuredBlock(shape))]);
        norm = LayerNorm(shape.Width);
        head = nn.Linear(shape.Width, shape.Classes);
        RegisterComponents();
        AttachLora();
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
