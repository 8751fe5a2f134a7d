using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Vit;

/// <summary>An image's patches as features, by a convolution whose steps are as wide as its kernel.</summary>
[Adaptable]
public sealed partial class VitPatchEmbeddings : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d projection;

    internal VitPatchEmbeddings(VitConfig config, LayerFactory layers)
        : base(nameof(VitPatchEmbeddings))
    {
        projection = nn.Conv2d(config.Channels, config.Width, config.PatchSize, config.PatchSize, device: layers.Device, dtype: layers.Dtype);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="images">Of shape (batch, channels, height, width).</param>
    /// <returns>Of shape (batch, patches, features), row by row.</returns>
    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        return Projection.forward(images).flatten(2).transpose(1, 2).MoveToOuterDisposeScope();
    }
}
