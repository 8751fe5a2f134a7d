using LoraDsl;
using Shared.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RankStudy.Models;

/// <summary>The transformer with ranks that follow the course of the loss while training, within the budget.</summary>
[Lora("adaptive", budget: StudyRanks.Budget, Schedule = RankSchedule.Loss)]
internal sealed partial class LossCourseTransformer : Module<Tensor, Tensor>
{
    private readonly PatchEmbedding embedding;
    private readonly ModuleList<LossCourseBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public LossCourseTransformer(TransformerShape shape)
        : base(nameof(LossCourseTransformer))
    {
        embedding = new PatchEmbedding(shape);
        blocks = ModuleList<LossCourseBlock>([.. Enumerable.Range(0, shape.Depth).Select(_ => new LossCourseBlock(shape))]);
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
