using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Vit;

/// <summary>The vision transformer with a linear head on its class token.</summary>
[Adaptable]
public sealed partial class VitForImageClassification : nn.Module<Tensor, Tensor>, IPretrained<VitForImageClassification>
{
    private readonly VitModel vit;
    private readonly Linear classifier;

    internal VitForImageClassification(ModelConfig config, LayerFactory layers)
        : base(nameof(VitForImageClassification))
    {
        vit = new VitModel(config, layers);
        classifier = layers.Linear(config.Size("hidden_size"), Labels.CountOf(config));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = VitModel.Layout with
    {
        Architectures = new Dictionary<string, string> { [VitModel.ModelType] = "ViTForImageClassification" },
        IsBase = false,
        Heads = ["classifier"],
        Unused = ["vit." + VitModel.PoolerName],
    };

    /// <inheritdoc/>
    public ModelConfig Config => vit.Config;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => vit.Tied;

    /// <inheritdoc/>
    public static VitForImageClassification Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Scores images.</summary>
    /// <inheritdoc cref="VitModel.forward"/>
    /// <returns>The logits, of shape (batch, labels).</returns>
    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        return Classifier.forward(vit.call(images).select(1, 0)).MoveToOuterDisposeScope();
    }
}
