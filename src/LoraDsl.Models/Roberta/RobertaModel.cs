using LoraDsl.Models.Bert;
using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Roberta;

/// <summary>The encoder RoBERTa (Liu et al., arXiv 1907.11692), and XLM-R (arXiv 1911.02116) and CamemBERT, which are built alike: BERT's layers.</summary>
[Adaptable]
public sealed partial class RobertaModel : nn.Module<Tensor, Tensor?, Tensor>, IPretrained<RobertaModel>
{
    /// <summary>The pooler's name: few checkpoints hold one that was trained.</summary>
    internal const string PoolerName = "pooler";

    private readonly RobertaEmbeddings embeddings;
    private readonly BertEncoder encoder;
    private readonly BertPooler? pooler;
    private readonly BertConfig shape;

    internal RobertaModel(ModelConfig config, LayerFactory layers, bool hasPooler)
        : base(nameof(RobertaModel))
    {
        (Config, shape) = (config, BertConfig.Of(config, padding: 1));
        if (shape.Places <= shape.Padding + 1)
            throw config.Error("max_position_embeddings", $"a number above pad_token_id + 1, {shape.Padding + 1},");
        embeddings = new RobertaEmbeddings(shape, layers);
        encoder = new BertEncoder(shape, layers);
        pooler = hasPooler ? new BertPooler(shape, layers) : null;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = RobertaLayout.Of("Model") with { IsBase = true, Heads = [PoolerName] };

    /// <inheritdoc/>
    public ModelConfig Config { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => TiedHead.None;

    /// <inheritdoc/>
    public static RobertaModel Create(ModelConfig config, LayerFactory layers) => new(config, layers, hasPooler: true);

    /// <summary>Encodes a batch.</summary>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens). Padding has to be the token that the configuration names, since places are counted by it.</param>
    /// <param name="mask">Other than 0 where a token is none of padding, of the same shape; without it, none is padding.</param>
    /// <returns>The last hidden states, of shape (batch, tokens, features).</returns>
    /// <exception cref="ArgumentException">The tokens are not of this model, or too many.</exception>
    public override Tensor forward(Tensor ids, Tensor? mask = null)
    {
        TokenChecks.Require(ids, nameof(RobertaModel), shape.Vocabulary, shape.Places - shape.Padding - 1);
        using var scope = NewDisposeScope();
        return encoder.call(embeddings.call(ids), PaddingMask.ForKeys(mask, ids)).MoveToOuterDisposeScope();
    }

    /// <summary>A sequence's features from its hidden states: the first token's, by a linear layer and tanh.</summary>
    /// <param name="hidden">What <see cref="forward"/> returned.</param>
    /// <returns>Of shape (batch, features).</returns>
    /// <exception cref="InvalidOperationException">The model was built without a pooler.</exception>
    public Tensor Pool(Tensor hidden) => (pooler ?? throw new InvalidOperationException("This RobertaModel was built without a pooler.")).call(hidden);
}
