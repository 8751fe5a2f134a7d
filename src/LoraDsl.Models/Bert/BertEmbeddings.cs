using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>A token's embedding: the sum of its word's, its place's and its segment's, normalized.</summary>
[Adaptable]
public sealed partial class BertEmbeddings : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly Embedding word_embeddings;
    private readonly Embedding position_embeddings;
    private readonly Embedding token_type_embeddings;
    private readonly LayerNorm LayerNorm;
    private readonly double dropout;

    internal BertEmbeddings(BertConfig config, LayerFactory layers)
        : base(nameof(BertEmbeddings))
    {
        word_embeddings = layers.Embedding(config.Vocabulary, config.Width, config.Padding);
        position_embeddings = layers.Embedding(config.Places, config.Width);
        token_type_embeddings = layers.Embedding(config.Segments, config.Width);
        LayerNorm = layers.LayerNorm(config.Width, config.Epsilon);
        dropout = config.Dropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens).</param>
    /// <param name="segments">The segment of each; all are of the first unless told.</param>
    /// <returns>Of shape (batch, tokens, features).</returns>
    public override Tensor forward(Tensor ids, Tensor? segments)
    {
        using var scope = NewDisposeScope();
        var places = arange(ids.shape[1], ScalarType.Int64, ids.device);
        var sum = Word_embeddings.forward(ids) + Position_embeddings.forward(places) + Token_type_embeddings.forward(segments ?? zeros_like(ids));
        return nn.functional.dropout(LayerNorm.call(sum), dropout, training).MoveToOuterDisposeScope();
    }
}
