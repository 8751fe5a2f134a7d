using LoraDsl.Models.Bert;
using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Roberta;

/// <summary>RoBERTa with its head for sequences.</summary>
[Adaptable]
public sealed partial class RobertaForSequenceClassification : nn.Module<Tensor, Tensor?, Tensor>, IPretrained<RobertaForSequenceClassification>
{
    private readonly RobertaModel roberta;
    private readonly RobertaClassificationHead classifier;

    internal RobertaForSequenceClassification(ModelConfig config, LayerFactory layers)
        : base(nameof(RobertaForSequenceClassification))
    {
        roberta = new RobertaModel(config, layers, hasPooler: false);
        classifier = new RobertaClassificationHead(BertConfig.Of(config, padding: 1), Labels.CountOf(config), layers);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = RobertaLayout.Of("ForSequenceClassification") with
    {
        Heads = ["classifier"],
        Unused = [$"{RobertaLayout.Base}.{RobertaModel.PoolerName}"],
    };

    /// <inheritdoc/>
    public ModelConfig Config => roberta.Config;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => TiedHead.None;

    /// <inheritdoc/>
    public static RobertaForSequenceClassification Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Scores a batch.</summary>
    /// <inheritdoc cref="RobertaModel.forward"/>
    /// <returns>The logits, of shape (batch, labels).</returns>
    public override Tensor forward(Tensor ids, Tensor? mask = null)
    {
        using var hidden = roberta.call(ids, mask);
        return classifier.call(hidden);
    }
}
