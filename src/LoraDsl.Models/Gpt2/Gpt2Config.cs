using LoraDsl.Models.Configuration;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Gpt2;

/// <summary>What a GPT-2 model is built from.</summary>
internal sealed record Gpt2Config
{
    private Gpt2Config(ModelConfig config)
    {
        (Vocabulary, Places, Width) = (config.Size("vocab_size"), config.Size("n_positions"), config.Size("n_embd"));
        (Layers, Heads, InnerWidth) = (config.Size("n_layer"), config.Size("n_head"), config.Size("n_inner", 4 * Width));
        (Epsilon, IsTied) = (config.Number("layer_norm_epsilon", 1e-5), config.Flag("tie_word_embeddings", true));
        (EmbeddingDropout, AttentionDropout, ResidualDropout) = (config.Number("embd_pdrop", 0.1), config.Number("attn_pdrop", 0.1), config.Number("resid_pdrop", 0.1));
        Activation = Activations.Of(config, "activation_function", "gelu_new");
        if (Width % Heads != 0)
            throw config.Error("n_head", $"a divisor of n_embd, {Width},");
        if (!config.Flag("scale_attn_weights", true))
            throw config.Error("scale_attn_weights", "true");
        if (config.Flag("scale_attn_by_inverse_layer_idx", false))
            throw config.Error("scale_attn_by_inverse_layer_idx", "false");
        if (config.Flag("add_cross_attention", false))
            throw config.Error("add_cross_attention", "false");
    }

    /// <summary>How many tokens are known.</summary>
    public long Vocabulary { get; }

    /// <summary>The most tokens of a sequence.</summary>
    public long Places { get; }

    /// <summary>Features of a token.</summary>
    public long Width { get; }

    /// <summary>How many layers there are.</summary>
    public long Layers { get; }

    /// <summary>How many heads attention has.</summary>
    public long Heads { get; }

    /// <summary>Features between the two layers of a feed-forward part.</summary>
    public long InnerWidth { get; }

    /// <summary>What norms add to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the head's weight is the embedding's.</summary>
    public bool IsTied { get; }

    /// <summary>Dropout of embeddings.</summary>
    public double EmbeddingDropout { get; }

    /// <summary>Dropout of attention's weights.</summary>
    public double AttentionDropout { get; }

    /// <summary>Dropout of what a part adds.</summary>
    public double ResidualDropout { get; }

    /// <summary>What the feed-forward parts activate with.</summary>
    public Func<Tensor, Tensor> Activation { get; }

    /// <summary>Reads it from a model's configuration.</summary>
    /// <exception cref="InvalidDataException">A value cannot be.</exception>
    public static Gpt2Config Of(ModelConfig config) => new(config);
}
