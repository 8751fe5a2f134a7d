using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Generation;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Llama;

/// <summary>A language model of the LLaMA family: <see cref="LlamaModel"/> with a head over the vocabulary, which may be the embedding.</summary>
[Adaptable]
public sealed partial class LlamaForCausalLM : CausalLanguageModel, IPretrained<LlamaForCausalLM>
{
    private readonly LlamaModel model;
    private readonly Linear lm_head;
    private readonly bool isTied;

    internal LlamaForCausalLM(ModelConfig config, LayerFactory layers)
        : base(nameof(LlamaForCausalLM))
    {
        var shape = LlamaConfig.Of(config);
        isTied = shape.IsTied;
        (Vocabulary, MaxPositions) = (shape.Vocabulary, shape.Places);
        model = new LlamaModel(config, layers);
        lm_head = isTied ? nn.Linear(model.EmbeddingWeight) : layers.Linear(shape.Width, shape.Vocabulary, bias: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = LlamaModel.Layout with { Architectures = LlamaModel.Architectures("ForCausalLM"), IsBase = false };

    /// <inheritdoc/>
    public override ModelConfig Config => model.Config;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied => TiedHead.NamesOf(isTied, "model.embed_tokens.weight");

    /// <inheritdoc/>
    public override long Vocabulary { get; }

    /// <inheritdoc/>
    public override long? MaxPositions { get; }

    /// <inheritdoc/>
    public static LlamaForCausalLM Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Scores the next token at every place.</summary>
    /// <inheritdoc cref="LlamaModel.forward"/>
    /// <returns>The logits, of shape (batch, tokens, vocabulary).</returns>
    public override Tensor forward(Tensor ids, Tensor? mask = null, KeyValueCache? cache = null)
    {
        using var hidden = model.call(ids, mask, cache);
        return Lm_head.forward(hidden);
    }

    /// <inheritdoc/>
    public override Tensor NextLogits(Tensor ids, Tensor? mask, KeyValueCache? cache)
    {
        using var hidden = model.call(ids, mask, cache);
        using var last = hidden.select(1, -1);
        return Lm_head.forward(last);
    }

    /// <inheritdoc/>
    private protected override void Tie()
    {
        if (isTied)
            lm_head.weight = model.EmbeddingWeight;
    }
}
