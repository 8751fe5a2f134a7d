using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>BERT's encoder (Devlin et al., arXiv 1810.04805): hidden states of tokens that see each other in both directions.</summary>
[Adaptable]
public sealed partial class BertModel : nn.Module<Tensor, Tensor?, Tensor?, Tensor>, IPretrained<BertModel>
{
    internal const string PoolerName = "pooler";

    private readonly BertEmbeddings embeddings;
    private readonly BertEncoder encoder;
    private readonly BertPooler? pooler;
    private readonly BertConfig shape;

    internal BertModel(ModelConfig config, LayerFactory layers, bool hasPooler)
        : base(nameof(BertModel))
    {
        (Config, shape) = (config, BertConfig.Of(config));
        embeddings = new BertEmbeddings(shape, layers);
        encoder = new BertEncoder(shape, layers);
        pooler = hasPooler ? new BertPooler(shape, layers) : null;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = BertLayout.Of(nameof(BertModel)) with { IsBase = true, Heads = [PoolerName] };

    /// <inheritdoc/>
    public ModelConfig Config { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => BertLayout.NothingTied;

    /// <inheritdoc/>
    public static BertModel Create(ModelConfig config, LayerFactory layers) => new(config, layers, hasPooler: true);

    /// <summary>Encodes a batch.</summary>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens).</param>
    /// <param name="mask">Other than 0 where a token is none of padding, of the same shape; without it, none is padding.</param>
    /// <param name="segments">The segment of each token, int64 of the same shape; without it, all are of the first.</param>
    /// <returns>The last hidden states, of shape (batch, tokens, features).</returns>
    /// <exception cref="ArgumentException">The tokens are not of this model, or too many.</exception>
    public override Tensor forward(Tensor ids, Tensor? mask = null, Tensor? segments = null)
    {
        TokenChecks.Require(ids, nameof(BertModel), shape.Vocabulary, shape.Places);
        using var scope = NewDisposeScope();
        return encoder.call(embeddings.call(ids, segments), PaddingMask.ForKeys(mask, ids)).MoveToOuterDisposeScope();
    }

    /// <summary>A sequence's features from its hidden states: the first token's, by a linear layer and tanh.</summary>
    /// <param name="hidden">What <see cref="forward"/> returned.</param>
    /// <returns>Of shape (batch, features).</returns>
    /// <exception cref="InvalidOperationException">The model was built without a pooler.</exception>
    public Tensor Pool(Tensor hidden) => (pooler ?? throw new InvalidOperationException("This BertModel was built without a pooler.")).call(hidden);
}
