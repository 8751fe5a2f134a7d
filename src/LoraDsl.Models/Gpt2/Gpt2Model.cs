using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Gpt2;

/// <summary>The decoder of GPT-2 (Radford et al., 2019). Its checkpoints hold the layers' matrices transposed; here they are those of linear layers.</summary>
[Adaptable]
public sealed partial class Gpt2Model : nn.Module<Tensor, Tensor?, KeyValueCache?, Tensor>, IPretrained<Gpt2Model>
{
    private readonly Embedding wte;
    private readonly Embedding wpe;
    private readonly ModuleList<Gpt2Block> h;
    private readonly LayerNorm ln_f;
    private readonly Gpt2Config shape;

    internal Gpt2Model(ModelConfig config, LayerFactory layers)
        : base(nameof(Gpt2Model))
    {
        (Config, shape) = (config, Gpt2Config.Of(config));
        wte = layers.Embedding(shape.Vocabulary, shape.Width);
        wpe = layers.Embedding(shape.Places, shape.Width);
        h = nn.ModuleList([.. Enumerable.Range(0, (int)shape.Layers).Select(index => new Gpt2Block(shape, index, layers))]);
        ln_f = layers.LayerNorm(shape.Width, shape.Epsilon);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public static CheckpointLayout Layout { get; } = new(new Dictionary<string, string> { ["gpt2"] = "GPT2Model" }, "transformer")
    {
        IsBase = true,
        Tables = [".attn.bias", ".attn.masked_bias"],
        Transposed = ["c_attn.weight", "c_proj.weight", "c_fc.weight"],
    };

    /// <inheritdoc/>
    public ModelConfig Config { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Tied { get; } = new Dictionary<string, string>();

    /// <summary>The parameter of the embedding, as it is registered.</summary>
    internal Parameter EmbeddingWeight => wte.get_parameter("weight")!;

    /// <inheritdoc/>
    public static Gpt2Model Create(ModelConfig config, LayerFactory layers) => new(config, layers);

    /// <summary>Runs a batch, which continues what is in the cache.</summary>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens).</param>
    /// <param name="mask">Other than 0 where a token is none of padding, of the same shape; without it, none is padding. Padding may stand on either side.</param>
    /// <param name="cache">What came before; the tokens are put into it.</param>
    /// <returns>The last hidden states, normalized, of shape (batch, tokens, features).</returns>
    /// <exception cref="ArgumentException">The tokens are not of this model, or too many.</exception>
    /// <exception cref="InvalidOperationException">There is a cache, and gradients are recorded.</exception>
    public override Tensor forward(Tensor ids, Tensor? mask = null, KeyValueCache? cache = null)
    {
        TokenChecks.Require(ids, nameof(Gpt2Model), shape.Vocabulary, shape.Places - (cache?.Length ?? 0));
        using var scope = NewDisposeScope();
        var pass = new DecoderPass(ids, mask, cache, window: null);
        var hidden = nn.functional.dropout(Wte.forward(ids) + Wpe.forward(pass.Places), shape.EmbeddingDropout, training);
        foreach (var block in h)
        {
            var next = block.call(hidden, pass);
            hidden.Dispose();
            hidden = next;
        }

        var normalized = ln_f.call(hidden);
        pass.Complete();
        return normalized.MoveToOuterDisposeScope();
    }
}
