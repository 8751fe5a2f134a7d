using LoraDsl.Models.Bert;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Roberta;

/// <summary>
/// A token's embedding as BERT's, but for its place: places begin behind the number of the padding token, which is the place of padding itself (fairseq counts so, and the checkpoints with
/// it). Segments are one kind alone.
/// </summary>
[Adaptable]
public sealed partial class RobertaEmbeddings : nn.Module<Tensor, Tensor>
{
    private readonly Embedding word_embeddings;
    private readonly Embedding position_embeddings;
    private readonly Embedding token_type_embeddings;
    private readonly LayerNorm LayerNorm;
    private readonly BertConfig config;

    internal RobertaEmbeddings(BertConfig config, LayerFactory layers)
        : base(nameof(RobertaEmbeddings))
    {
        this.config = config;
        word_embeddings = layers.Embedding(config.Vocabulary, config.Width, config.Padding);
        position_embeddings = layers.Embedding(config.Places, config.Width, config.Padding);
        token_type_embeddings = layers.Embedding(config.Segments, config.Width);
        LayerNorm = layers.LayerNorm(config.Width, config.Epsilon);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens).</param>
    /// <returns>Of shape (batch, tokens, features).</returns>
    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var isText = (ids != config.Padding).to(ScalarType.Int64);
        var places = isText.cumsum(1) * isText + config.Padding;
        var sum = Word_embeddings.forward(ids) + Position_embeddings.forward(places) + Token_type_embeddings.forward(zeros_like(ids));
        return nn.functional.dropout(LayerNorm.call(sum), config.Dropout, training).MoveToOuterDisposeScope();
    }
}
