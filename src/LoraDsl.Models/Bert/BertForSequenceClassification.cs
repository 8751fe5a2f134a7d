using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>
/// BERT with a linear head on a sequence's features. Those are the first token's through the pooler, or, where the configuration has
/// <c>"classifier_pooling": "mean"</c>, the mean of the hidden states, which suits encoders that were trained to embed sentences.
/// </summary>
[Adaptable]
public sealed partial class BertForSequenceClassification : nn.Module<Tensor, Tensor?, Tensor?, Tensor>, IPretrained<BertForSequenceClassification>
{
    private readonly BertModel bert;
    private readonly Linear classifier;
    private readonly double dropout;
    private readonly bool isMean;

    internal BertForSequenceClassification(ModelConfig config, LayerFactory layers)
        : base(nameof(BertForSequenceClassification))
    {
        var shape = BertConfig.Of(config);
        isMean = config.Text("classifier_pooling", "cls") switch
        {
            "mean" => true,
            "cls" => false,
            _ => throw config.Error("classifier_pooling", "\"cls\" or \"mean\""),
        };
        bert = new BertModel(config, layers, hasPooler: !isMean);
        classifier = layers.Linear(shape.Width, Labels.CountOf(config));
        dropout = shape.HeadDropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = BertLayout.Of(nameof(BertForSequenceClassification)) with
    {
        Heads = ["bert." + BertModel.PoolerName, "classifier"],
        Unused = ["bert." + BertModel.PoolerName],
    };

    /// <inheritdoc/>
    public ModelConfig Config => bert.Config;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => BertLayout.NothingTied;

    /// <inheritdoc/>
    public static BertForSequenceClassification Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Scores a batch.</summary>
    /// <inheritdoc cref="BertModel.forward"/>
    /// <returns>The logits, of shape (batch, labels).</returns>
    public override Tensor forward(Tensor ids, Tensor? mask = null, Tensor? segments = null)
    {
        using var scope = NewDisposeScope();
        return Classifier.forward(nn.functional.dropout(Features(ids, mask, segments), dropout, training)).MoveToOuterDisposeScope();
    }

    /// <summary>What the head reads of a batch. Where the encoder is frozen it can be kept, and a head trained on it alone.</summary>
    /// <inheritdoc cref="BertModel.forward"/>
    /// <returns>Of shape (batch, features).</returns>
    public Tensor Features(Tensor ids, Tensor? mask = null, Tensor? segments = null)
    {
        using var scope = NewDisposeScope();
        var hidden = bert.call(ids, mask, segments);
        return (isMean ? MeanPooling.Of(hidden, mask) : bert.Pool(hidden)).MoveToOuterDisposeScope();
    }
}
