using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.DistilBert;

/// <summary>A token's embedding: the sum of its word's and its place's, normalized.</summary>
[Adaptable]
public sealed partial class DistilBertEmbeddings : nn.Module<Tensor, Tensor>
{
    private readonly Embedding word_embeddings;
    private readonly Embedding position_embeddings;
    private readonly LayerNorm LayerNorm;
    private readonly double dropout;

    internal DistilBertEmbeddings(DistilBertConfig config, LayerFactory layers)
        : base(nameof(DistilBertEmbeddings))
    {
        word_embeddings = layers.Embedding(config.Vocabulary, config.Width, config.Padding);
        position_embeddings = layers.Embedding(config.Places, config.Width);
        LayerNorm = layers.LayerNorm(config.Width, config.Epsilon);
        dropout = config.Dropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens).</param>
    /// <returns>Of shape (batch, tokens, features).</returns>
    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var places = arange(ids.shape[1], ScalarType.Int64, ids.device);
        var sum = Word_embeddings.forward(ids) + Position_embeddings.forward(places);
        return nn.functional.dropout(LayerNorm.call(sum), dropout, training).MoveToOuterDisposeScope();
    }
}
