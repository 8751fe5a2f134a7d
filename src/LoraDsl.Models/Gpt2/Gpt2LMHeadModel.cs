using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Generation;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Gpt2;

/// <summary>The language model GPT-2: <see cref="Gpt2Model"/> with a head over the vocabulary, which is the embedding unless the configuration says otherwise.</summary>
[Adaptable]
public sealed partial class Gpt2LMHeadModel : CausalLanguageModel, IPretrained<Gpt2LMHeadModel>
{
    private readonly Gpt2Model transformer;
    private readonly Linear lm_head;
    private readonly bool isTied;

    internal Gpt2LMHeadModel(ModelConfig config, LayerFactory layers)
        : base(nameof(Gpt2LMHeadModel))
    {
        var shape = Gpt2Config.Of(config);
        isTied = shape.IsTied;
        (Vocabulary, MaxPositions) = (shape.Vocabulary, shape.Places);
        transformer = new Gpt2Model(config, layers);
        lm_head = isTied ? nn.Linear(transformer.EmbeddingWeight) : layers.Linear(shape.Width, shape.Vocabulary, bias: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = Gpt2Model.Layout with { Architectures = new Dictionary<string, string> { ["gpt2"] = "GPT2LMHeadModel" }, IsBase = false };

    /// <inheritdoc/>
    public override ModelConfig Config => transformer.Config;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => TiedHead.NamesOf(isTied, "transformer.wte.weight");

    /// <inheritdoc/>
    public override long Vocabulary { get; }

    /// <inheritdoc/>
    public override long? MaxPositions { get; }

    /// <inheritdoc/>
    public static Gpt2LMHeadModel Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Scores the next token at every place.</summary>
    /// <inheritdoc cref="Gpt2Model.forward"/>
    /// <returns>The logits, of shape (batch, tokens, vocabulary).</returns>
    public override Tensor forward(Tensor ids, Tensor? mask = null, KeyValueCache? cache = null)
    {
        using var hidden = transformer.call(ids, mask, cache);
        return Lm_head.forward(hidden);
    }

    /// <inheritdoc/>
    public override Tensor NextLogits(Tensor ids, Tensor? mask, KeyValueCache? cache)
    {
        using var hidden = transformer.call(ids, mask, cache);
        using var last = hidden.select(1, -1);
        return Lm_head.forward(last);
    }

    /// <inheritdoc/>
    private protected override void Tie()
    {
        if (isTied)
            lm_head.weight = transformer.EmbeddingWeight;
    }
}
