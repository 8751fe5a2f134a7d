using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Vit;

/// <summary>A class token and an image's patches, each with its place's embedding added.</summary>
[Adaptable]
public sealed partial class VitEmbeddings : nn.Module<Tensor, Tensor>
{
    private readonly Parameter cls_token;
    private readonly Parameter position_embeddings;
    private readonly VitPatchEmbeddings patch_embeddings;
    private readonly double dropout;

    internal VitEmbeddings(VitConfig config, LayerFactory layers)
        : base(nameof(VitEmbeddings))
    {
        cls_token = layers.Parameter(1, 1, config.Width);
        position_embeddings = layers.Parameter(1, config.Patches + 1, config.Width);
        patch_embeddings = new VitPatchEmbeddings(config, layers);
        dropout = config.Dropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="images">Of shape (batch, channels, height, width).</param>
    /// <returns>Of shape (batch, 1 + patches, features).</returns>
    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        var patches = patch_embeddings.call(images);
        var tokens = cat([cls_token.expand(patches.shape[0], -1, -1), patches], 1);
        return nn.functional.dropout(tokens + position_embeddings, dropout, training).MoveToOuterDisposeScope();
    }
}
