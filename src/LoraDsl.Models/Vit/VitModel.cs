using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Vit;

/// <summary>The vision transformer (Dosovitskiy et al., arXiv 2010.11929): hidden states of a class token and an image's patches.</summary>
[Adaptable]
public sealed partial class VitModel : nn.Module<Tensor, Tensor>, IPretrained<VitModel>
{
    internal const string ModelType = "vit";
    internal const string PoolerName = "pooler";

    private readonly VitEmbeddings embeddings;
    private readonly VitEncoder encoder;
    private readonly LayerNorm layernorm;
    private readonly VitConfig shape;

    internal VitModel(ModelConfig config, LayerFactory layers)
        : base(nameof(VitModel))
    {
        (Config, shape) = (config, VitConfig.Of(config));
        embeddings = new VitEmbeddings(shape, layers);
        encoder = new VitEncoder(shape, layers);
        layernorm = layers.LayerNorm(shape.Width, shape.Epsilon);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = new(new Dictionary<string, string> { [ModelType] = "ViTModel" }, "vit")
    {
        IsBase = true,
        Unused = [PoolerName],
    };

    /// <inheritdoc/>
    public ModelConfig Config { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied { get; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public static VitModel Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Encodes images.</summary>
    /// <param name="images">Of shape (batch, channels, height, width), in the model's type, scaled as the model was trained.</param>
    /// <returns>The last hidden states, normalized, of shape (batch, 1 + patches, features).</returns>
    /// <exception cref="ArgumentException">The images are of another shape than the configuration says.</exception>
    public override Tensor forward(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.dim() != 4 || images.shape[1] != shape.Channels || images.shape[2] != shape.ImageSize || images.shape[3] != shape.ImageSize)
        {
            throw new ArgumentException(
                $"{nameof(VitModel)} takes images of shape (batch, {shape.Channels}, {shape.ImageSize}, {shape.ImageSize}), not ({string.Join(", ", images.shape)}).", nameof(images));
        }

        using var scope = NewDisposeScope();
        return layernorm.call(encoder.call(embeddings.call(images))).MoveToOuterDisposeScope();
    }
}
