using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RankStudy.Models;

/// <summary>The transformer with ranks that follow the subspace of their layer's gradient while training, within the budget.</summary>
[Lora("adaptive", budget: StudyRanks.Budget, Schedule = RankSchedule.GradientSubspace)]
internal sealed partial class GradientSubspaceTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<GradientSubspaceBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public GradientSubspaceTransformer(TransformerShape shape)
        : base(nameof(GradientSubspaceTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<GradientSubspaceBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new GradientSubspaceBlock(shape))]);
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
