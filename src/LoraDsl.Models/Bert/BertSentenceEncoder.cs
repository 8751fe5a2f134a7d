using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>
/// Embeddings of sentences: the mean of BERT's hidden states, of length one (Reimers and Gurevych, arXiv 1908.10084), as
/// all-MiniLM-L6-v2 makes them. The names are the encoder's own.
/// </summary>
[Adaptable]
public sealed partial class BertSentenceEncoder : nn.Module<Tensor, Tensor?, Tensor>, IPretrained<BertSentenceEncoder>
{
    private readonly BertEmbeddings embeddings;
    private readonly BertEncoder encoder;
    private readonly BertConfig shape;

    internal BertSentenceEncoder(ModelConfig config, LayerFactory layers)
        : base(nameof(BertSentenceEncoder))
    {
        (Config, shape) = (config, BertConfig.Of(config));
        embeddings = new BertEmbeddings(shape, layers);
        encoder = new BertEncoder(shape, layers);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = BertLayout.Of(nameof(BertModel)) with { IsBase = true, Unused = [BertModel.PoolerName] };

    /// <inheritdoc/>
    public ModelConfig Config { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => BertLayout.NothingTied;

    /// <inheritdoc/>
    public static BertSentenceEncoder Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Embeds a batch of sentences.</summary>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens).</param>
    /// <param name="mask">Other than 0 where a token is none of padding, of the same shape; without it, none is padding.</param>
    /// <returns>Of shape (batch, features), each row of length one.</returns>
    /// <exception cref="ArgumentException">The tokens are not of this model, or too many.</exception>
    public override Tensor forward(Tensor ids, Tensor? mask = null)
    {
        TokenChecks.Require(ids, nameof(BertSentenceEncoder), shape.Vocabulary, shape.Places);
        using var scope = NewDisposeScope();
        var hidden = encoder.call(embeddings.call(ids, null), PaddingMask.ForKeys(mask, ids));
        return nn.functional.normalize(MeanPooling.Of(hidden, mask), p: 2, dim: 1).MoveToOuterDisposeScope();
    }
}
