using LoraDsl.Models.Bert;
using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Roberta;

/// <summary>Embeddings of sentences: the mean of RoBERTa's hidden states, of length one (Reimers and Gurevych, arXiv 1908.10084). The names are the encoder's own.</summary>
[Adaptable]
public sealed partial class RobertaSentenceEncoder : nn.Module<Tensor, Tensor?, Tensor>, IPretrained<RobertaSentenceEncoder>
{
    private readonly RobertaEmbeddings embeddings;
    private readonly BertEncoder encoder;
    private readonly BertConfig shape;

    internal RobertaSentenceEncoder(ModelConfig config, LayerFactory layers)
        : base(nameof(RobertaSentenceEncoder))
    {
        (Config, shape) = (config, BertConfig.Of(config, padding: 1));
        embeddings = new RobertaEmbeddings(shape, layers);
        encoder = new BertEncoder(shape, layers);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = RobertaLayout.Of("Model") with { IsBase = true, Unused = [RobertaModel.PoolerName] };

    /// <inheritdoc/>
    public ModelConfig Config { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => TiedHead.None;

    /// <inheritdoc/>
    public static RobertaSentenceEncoder Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Embeds a batch of sentences.</summary>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens). Padding has to be the token that the configuration names, since places are counted by it.</param>
    /// <param name="mask">Other than 0 where a token is none of padding, of the same shape; without it, none is padding.</param>
    /// <returns>Of shape (batch, features), each row of length one.</returns>
    /// <exception cref="ArgumentException">The tokens are not of this model, or too many.</exception>
    public override Tensor forward(Tensor ids, Tensor? mask = null)
    {
        TokenChecks.Require(ids, nameof(RobertaSentenceEncoder), shape.Vocabulary, shape.Places - shape.Padding - 1);
        using var scope = NewDisposeScope();
        var hidden = encoder.call(embeddings.call(ids), PaddingMask.ForKeys(mask, ids));
        return nn.functional.normalize(MeanPooling.Of(hidden, mask), p: 2, dim: 1).MoveToOuterDisposeScope();
    }
}
