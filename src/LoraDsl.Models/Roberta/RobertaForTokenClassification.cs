using LoraDsl.Models.Bert;
using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Roberta;

/// <summary>RoBERTa with a linear head on every token's hidden state.</summary>
[Adaptable]
public sealed partial class RobertaForTokenClassification : nn.Module<Tensor, Tensor?, Tensor>, IPretrained<RobertaForTokenClassification>
{
    private readonly RobertaModel roberta;
    private readonly Linear classifier;
    private readonly double dropout;

    internal RobertaForTokenClassification(ModelConfig config, LayerFactory layers)
        : base(nameof(RobertaForTokenClassification))
    {
        var shape = BertConfig.Of(config, padding: 1);
        roberta = new RobertaModel(config, layers, hasPooler: false);
        classifier = layers.Linear(shape.Width, Labels.CountOf(config));
        dropout = shape.HeadDropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = RobertaLayout.Of("ForTokenClassification") with
    {
        Heads = ["classifier"],
        Unused = [$"{RobertaLayout.Base}.{RobertaModel.PoolerName}"],
    };

    /// <inheritdoc/>
    public ModelConfig Config => roberta.Config;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => TiedHead.None;

    /// <inheritdoc/>
    public static RobertaForTokenClassification Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Scores every token of a batch.</summary>
    /// <inheritdoc cref="RobertaModel.forward"/>
    /// <returns>The logits, of shape (batch, tokens, labels).</returns>
    public override Tensor forward(Tensor ids, Tensor? mask = null)
    {
        using var scope = NewDisposeScope();
        var hidden = roberta.call(ids, mask);
        return Classifier.forward(nn.functional.dropout(hidden, dropout, training)).MoveToOuterDisposeScope();
    }
}
