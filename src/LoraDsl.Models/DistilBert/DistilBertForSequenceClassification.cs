using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.DistilBert;

/// <summary>DistilBERT with its head for sequences: the first token's hidden state by a linear layer, a rectifier, and another linear layer.</summary>
[Adaptable]
public sealed partial class DistilBertForSequenceClassification : nn.Module<Tensor, Tensor?, Tensor>, IPretrained<DistilBertForSequenceClassification>
{
    private readonly DistilBertModel distilbert;
    private readonly Linear pre_classifier;
    private readonly Linear classifier;
    private readonly double dropout;

    internal DistilBertForSequenceClassification(ModelConfig config, LayerFactory layers)
        : base(nameof(DistilBertForSequenceClassification))
    {
        var shape = DistilBertConfig.Of(config);
        distilbert = new DistilBertModel(config, layers);
        pre_classifier = layers.Linear(shape.Width, shape.Width);
        classifier = layers.Linear(shape.Width, Labels.CountOf(config));
        dropout = shape.SequenceDropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = DistilBertLayout.Of(nameof(DistilBertForSequenceClassification)) with { Heads = ["pre_classifier", "classifier"] };

    /// <inheritdoc/>
    public ModelConfig Config => distilbert.Config;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => TiedHead.None;

    /// <inheritdoc/>
    public static DistilBertForSequenceClassification Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Scores a batch.</summary>
    /// <inheritdoc cref="DistilBertModel.forward"/>
    /// <returns>The logits, of shape (batch, labels).</returns>
    public override Tensor forward(Tensor ids, Tensor? mask = null)
    {
        using var scope = NewDisposeScope();
        var features = Pre_classifier.forward(distilbert.call(ids, mask).select(1, 0)).relu();
        return Classifier.forward(nn.functional.dropout(features, dropout, training)).MoveToOuterDisposeScope();
    }
}
