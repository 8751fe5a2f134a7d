using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>BERT with a linear head on every token's hidden state.</summary>
[Adaptable]
public sealed partial class BertForTokenClassification : nn.Module<Tensor, Tensor?, Tensor?, Tensor>, IPretrained<BertForTokenClassification>
{
    private readonly BertModel bert;
    private readonly Linear classifier;
    private readonly double dropout;

    internal BertForTokenClassification(ModelConfig config, LayerFactory layers)
        : base(nameof(BertForTokenClassification))
    {
        var shape = BertConfig.Of(config);
        bert = new BertModel(config, layers, hasPooler: false);
        classifier = layers.Linear(shape.Width, Labels.CountOf(config));
        dropout = shape.HeadDropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = BertLayout.Of(nameof(BertForTokenClassification)) with
    {
        Heads = ["classifier"],
        Unused = ["bert." + BertModel.PoolerName],
    };

    /// <inheritdoc/>
    public ModelConfig Config => bert.Config;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => BertLayout.NothingTied;

    /// <inheritdoc/>
    public static BertForTokenClassification Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Scores every token of a batch.</summary>
    /// <inheritdoc cref="BertModel.forward"/>
    /// <returns>The logits, of shape (batch, tokens, labels).</returns>
    public override Tensor forward(Tensor ids, Tensor? mask = null, Tensor? segments = null)
    {
        using var scope = NewDisposeScope();
        var hidden = bert.call(ids, mask, segments);
        return Classifier.forward(nn.functional.dropout(hidden, dropout, training)).MoveToOuterDisposeScope();
    }
}
