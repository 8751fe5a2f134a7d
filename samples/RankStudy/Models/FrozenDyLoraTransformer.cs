using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RankStudy.Models;

/// <summary>The transformer with DyLoRA that trains only what the drawn rank adds.</summary>
[DyLora(StudyRanks.Least, StudyRanks.Greatest, Mode = DyLoraMode.Frozen)]
internal sealed partial class FrozenDyLoraTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<FrozenDyLoraBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public FrozenDyLoraTransformer(TransformerShape shape)
        : base(nameof(FrozenDyLoraTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<FrozenDyLoraBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new FrozenDyLoraBlock(shape))]);
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
