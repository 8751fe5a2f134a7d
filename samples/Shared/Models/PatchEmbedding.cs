using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Shared.Models;

/// <summary>Cuts images into patches and makes a token of each. It has no attribute: adaptation leaves it alone.</summary>
internal sealed class PatchEmbedding : Module<Tensor, Tensor>
{
    private readonly TransformerShape shape;
    private readonly Linear projection;
    private readonly Parameter positions;

    public PatchEmbedding(TransformerShape shape)
        : base(nameof(PatchEmbedding))
    {
        this.shape = shape;
        projection = Linear(shape.PatchSize, shape.Width);
        positions = Parameter(randn(shape.Tokens, shape.Width).mul_(0.02f));
        RegisterComponents();
    }

    /// <summary>(N, height, width) to (N, tokens, width of a token).</summary>
    public override Tensor forward(Tensor images)
    {
        var (rows, columns) = (shape.ImageHeight / shape.PatchHeight, shape.ImageWidth / shape.PatchWidth);
        var patches = images
            .view(-1, rows, shape.PatchHeight, columns, shape.PatchWidth)
            .permute(0, 1, 3, 2, 4)
            .reshape(-1, shape.Tokens, shape.PatchSize);
        return projection.forward(patches) + positions;
    }
}
