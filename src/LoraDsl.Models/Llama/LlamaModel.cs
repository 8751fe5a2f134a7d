using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Llama;

/// <summary>
/// The decoder of the LLaMA family (Touvron et al., arXiv 2302.13971 and 2307.09288): LLaMA, TinyLlama and SmolLM, Mistral (arXiv 2310.06825), Qwen 2 and 3.
/// </summary>
[Adaptable]
public sealed partial class LlamaModel : nn.Module<Tensor, Tensor?, KeyValueCache?, Tensor>, IPretrained<LlamaModel>
{
    private readonly Embedding embed_tokens;
    private readonly ModuleList<LlamaDecoderLayer> layers;
    private readonly RmsNorm norm;
    private readonly LlamaConfig shape;
    private readonly RotaryEmbedding rotary;

    internal LlamaModel(ModelConfig config, LayerFactory factory)
        : base(nameof(LlamaModel))
    {
        (Config, shape) = (config, LlamaConfig.Of(config));
        embed_tokens = factory.Embedding(shape.Vocabulary, shape.Width, shape.Padding);
        layers = nn.ModuleList([.. Enumerable.Range(0, (int)shape.Layers).Select(index => new LlamaDecoderLayer(shape, index, factory))]);
        norm = factory.RmsNorm(shape.Width, shape.Epsilon);
        rotary = new RotaryEmbedding(shape.Frequencies);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = new(Architectures("Model"), "model")
    {
        IsBase = true,
        Tables = ["rotary_emb.inv_freq"],
    };

    /// <inheritdoc/>
    public ModelConfig Config { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied { get; } = new Dictionary<string, string>();

    /// <summary>The parameter of the embedding, as it is registered.</summary>
    internal Parameter EmbeddingWeight => embed_tokens.get_parameter("weight")!;

    /// <summary>What transformers calls the family's models, by their types.</summary>
    /// <param name="end">The end of the names.</param>
    internal static Dictionary<string, string> Architectures(string end) => new()
    {
        ["llama"] = "Llama" + end,
        ["mistral"] = "Mistral" + end,
        ["qwen2"] = "Qwen2" + end,
        ["qwen3"] = "Qwen3" + end,
    };

    /// <inheritdoc/>
    public static LlamaModel Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Runs a batch, which continues what is in the cache.</summary>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens).</param>
    /// <param name="mask">Other than 0 where a token is none of padding, of the same shape; without it, none is padding. Padding may stand on either side.</param>
    /// <param name="cache">What came before; the tokens are put into it.</param>
    /// <returns>The last hidden states, normalized, of shape (batch, tokens, features).</returns>
    /// <exception cref="ArgumentException">The tokens are not of this model.</exception>
    /// <exception cref="InvalidOperationException">There is a cache, and gradients are recorded.</exception>
    public override Tensor forward(Tensor ids, Tensor? mask = null, KeyValueCache? cache = null)
    {
        TokenChecks.Require(ids, nameof(LlamaModel), shape.Vocabulary, places: null);
        using var scope = NewDisposeScope();
        var hidden = Embed_tokens.forward(ids);
        var places = new DecoderPass(ids, mask, cache, shape.Window);
        var pass = places with { Rotation = rotary.At(places.Places, places.Past + places.Tokens, hidden.dtype) };
        foreach (var layer in layers)
        {
            var next = layer.call(hidden, pass);
            hidden.Dispose();
            hidden = next;
        }

        var normalized = norm.call(hidden);
        pass.Complete();
        return normalized.MoveToOuterDisposeScope();
    }
}
