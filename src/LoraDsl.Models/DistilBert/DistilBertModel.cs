using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.DistilBert;

/// <summary>The encoder DistilBERT (Sanh et al., arXiv 1910.01108): BERT with half the layers, without segments and pooler.</summary>
[Adaptable]
public sealed partial class DistilBertModel : nn.Module<Tensor, Tensor?, Tensor>, IPretrained<DistilBertModel>
{
    private readonly DistilBertEmbeddings embeddings;
    private readonly DistilBertTransformer transformer;
    private readonly DistilBertConfig shape;

    internal DistilBertModel(ModelConfig config, LayerFactory layers)
        : base(nameof(DistilBertModel))
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
    public static DistilBertModel Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Encodes a batch.</summary>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens).</param>
    /// <param name="mask">Other than 0 where a token is none of padding, of the same shape; without it, none is padding.</param>
    /// <returns>The last hidden states, of shape (batch, tokens, features).</returns>
    /// <exception cref="ArgumentException">The tokens are not of this model, or too many.</exception>
    public override Tensor forward(Tensor ids, Tensor? mask = null)
    {
        TokenChecks.Require(ids, nameof(DistilBertModel), shape.Vocabulary, shape.Places);
        using var scope = NewDisposeScope();
        return transformer.call(embeddings.call(ids), PaddingMask.ForKeys(mask, ids)).MoveToOuterDisposeScope();
    }
}
