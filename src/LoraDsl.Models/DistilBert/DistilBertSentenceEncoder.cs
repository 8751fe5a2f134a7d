using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.DistilBert;

/// <summary>Embeddings of sentences: the mean of DistilBERT's hidden states, of length one (Reimers and Gurevych, arXiv 1908.10084). The names are the encoder's own.</summary>
[Adaptable]
public sealed partial class DistilBertSentenceEncoder : nn.Module<Tensor, Tensor?, Tensor>, IPretrained<DistilBertSentenceEncoder>
{
    private readonly DistilBertEmbeddings embeddings;
    private readonly DistilBertTransformer transformer;
    private readonly DistilBertConfig shape;

    internal DistilBertSentenceEncoder(ModelConfig config, LayerFactory layers)
        : base(nameof(DistilBertSentenceEncoder))
    {
        (Config, shape) = (config, DistilBertConfig.Of(config));
        embeddings = new DistilBertEmbeddings(shape, layers);
        transformer = new DistilBertTransformer(shape, layers);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = DistilBertLayout.Of(nameof(DistilBertModel)) with { IsBase = true };

    /// <inheritdoc/>
    public ModelConfig Config { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => TiedHead.None;

    /// <inheritdoc/>
    public static DistilBertSentenceEncoder Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Embeds a batch of sentences.</summary>
    /// <inheritdoc cref="DistilBertModel.forward"/>
    /// <returns>Of shape (batch, features), each row of length one.</returns>
    public override Tensor forward(Tensor ids, Tensor? mask = null)
    {
        TokenChecks.Require(ids, nameof(DistilBertSentenceEncoder), shape.Vocabulary, shape.Places);
        using var scope = NewDisposeScope();
        var hidden = transformer.call(embeddings.call(ids), PaddingMask.ForKeys(mask, ids));
        return nn.functional.normalize(MeanPooling.Of(hidden, mask), p: 2, dim: 1).MoveToOuterDisposeScope();
    }
}
