using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RankStudy.Models;

/// <summary>The transformer with AdaLoRA: ranks fall to the budget while training.</summary>
[Lora("adaptive", budget: StudyRanks.Budget, Allocation = AllocationStrategy.AdaLora, InitialRank = StudyRanks.AdaLoraStart)]
internal sealed partial class AdaLoraTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<AdaLoraBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public AdaLoraTransformer(TransformerShape shape)
        : base(nameof(AdaLoraTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<AdaLoraBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new AdaLoraBlock(shape))]);
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
