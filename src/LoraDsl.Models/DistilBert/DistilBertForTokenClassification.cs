using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.DistilBert;

/// <summary>DistilBERT with a linear head on every token's hidden state.</summary>
[Adaptable]
public sealed partial class DistilBertForTokenClassification : nn.Module<Tensor, Tensor?, Tensor>, IPretrained<DistilBertForTokenClassification>
{
    private readonly DistilBertModel distilbert;
    private readonly Linear classifier;
    private readonly double dropout;

    internal DistilBertForTokenClassification(ModelConfig config, LayerFactory layers)
        : base(nameof(DistilBertForTokenClassification))
    {
        var shape = DistilBertConfig.Of(config);
        distilbert = new DistilBertModel(config, layers);
        classifier = layers.Linear(shape.Width, Labels.CountOf(config));
        dropout = shape.Dropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = DistilBertLayout.Of(nameof(DistilBertForTokenClassification)) with { Heads = ["classifier"] };

    /// <inheritdoc/>
    public ModelConfig Config => distilbert.Config;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => TiedHead.None;

    /// <inheritdoc/>
    public static DistilBertForTokenClassification Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Scores every token of a batch.</summary>
    /// <inheritdoc cref="DistilBertModel.forward"/>
    /// <returns>The logits, of shape (batch, tokens, labels).</returns>
    public override Tensor forward(Tensor ids, Tensor? mask = null)
    {
        using var scope = NewDisposeScope();
        var hidden = distilbert.call(ids, mask);
        return Classifier.forward(nn.functional.dropout(hidden, dropout, training)).MoveToOuterDisposeScope();
    }
}
