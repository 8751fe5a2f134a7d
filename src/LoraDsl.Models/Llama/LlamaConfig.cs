using LoraDsl.Models.Configuration;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Llama;

/// <summary>What a model of the LLaMA family is built from. The members of the family differ in biases, norms of queries and keys, and windows alone.</summary>
internal sealed record LlamaConfig
{
    private LlamaConfig(ModelConfig config)
    {
        Type = config.ModelType;
        (Vocabulary, Width, Layers) = (config.Size("vocab_size"), config.Size("hidden_size"), config.Size("num_hidden_layers"));
        (IntermediateWidth, Heads) = (config.Size("intermediate_size"), config.Size("num_attention_heads"));
        KeyHeads = config.Size("num_key_value_heads", Heads);
        HeadWidth = config.Size("head_dim", Type == "qwen3" ? 128 : Math.Max(1, Width / Heads));
        (Epsilon, IsTied) = (config.Number("rms_norm_eps", 1e-6), config.Flag("tie_word_embeddings", false));
        var hasBias = Type is "llama" or "qwen3" && config.Flag("attention_bias", false);
        (HasInputBias, HasOutputBias) = (hasBias || Type == "qwen2", hasBias);
        (HasFeedForwardBias, HasHeadNorms) = (Type == "llama" && config.Flag("mlp_bias", false), Type == "qwen3");
        AttentionDropout = config.Number("attention_dropout", 0);
        Activation = Activations.Of(config, "hidden_act", "silu");
        Places = config.Has("max_position_embeddings") ? config.Size("max_position_embeddings") : null;
        (Padding, Frequencies) = (PaddingOf(config), RotaryFrequencies.Of(config, HeadWidth));
        (Window, Windowed) = WindowOf(config);
        if (Heads % KeyHeads != 0)
            throw config.Error("num_key_value_heads", $"a divisor of num_attention_heads, {Heads},");
        if (HeadWidth % 2 != 0)
            throw config.Error("head_dim", "an even number");
        if (!config.Has("head_dim") && Type != "qwen3" && Width % Heads != 0)
            throw config.Error("num_attention_heads", $"a divisor of hidden_size, {Width},");
    }

    /// <summary>Which member of the family it is.</summary>
    public string Type { get; }

    /// <summary>How many tokens are known.</summary>
    public long Vocabulary { get; }

    /// <summary>Features of a token.</summary>
    public long Width { get; }

    /// <summary>How many layers there are.</summary>
    public long Layers { get; }

    /// <summary>Features between the layers of a feed-forward part.</summary>
    public long IntermediateWidth { get; }

    /// <summary>How many heads queries have.</summary>
    public long Heads { get; }

    /// <summary>How many heads keys and values have.</summary>
    public long KeyHeads { get; }

    /// <summary>Features of a head.</summary>
    public long HeadWidth { get; }

    /// <summary>What norms add to the mean square.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the head's weight is the embedding's.</summary>
    public bool IsTied { get; }

    /// <summary>Whether queries, keys and values have biases.</summary>
    public bool HasInputBias { get; }

    /// <summary>Whether attention's output has a bias.</summary>
    public bool HasOutputBias { get; }

    /// <summary>Whether the feed-forward part has biases.</summary>
    public bool HasFeedForwardBias { get; }

    /// <summary>Whether queries and keys are normalized, head by head.</summary>
    public bool HasHeadNorms { get; }

    /// <summary>Dropout of attention's weights.</summary>
    public double AttentionDropout { get; }

    /// <summary>What the feed-forward parts activate with.</summary>
    public Func<Tensor, Tensor> Activation { get; }

    /// <summary>How many tokens the model was trained on at once, where that is said.</summary>
    public long? Places { get; }

    /// <summary>The token that the embedding keeps no gradient for.</summary>
    public long? Padding { get; }

    /// <summary>The frequencies of rotary places.</summary>
    public RotaryFrequencies Frequencies { get; }

    /// <summary>How many tokens back, itself included, a token sees in layers with a window.</summary>
    public long? Window { get; }

    /// <summary>Which layers have the window.</summary>
    public IReadOnlyList<bool> Windowed { get; }

    /// <summary>Reads it from a model's configuration.</summary>
    /// <exception cref="InvalidDataException">A value cannot be.</exception>
    public static LlamaConfig Of(ModelConfig config) => new(config);

    // -1 stands for none.
    private long? PaddingOf(ModelConfig config) =>
        config.Has("pad_token_id") && config.WholeNumber("pad_token_id") is >= 0 and var token && token < Vocabulary ? token : null;

    private (long? Window, IReadOnlyList<bool> Layers) WindowOf(ModelConfig config)
    {
        bool[] Each(Func<int, bool> has) => [.. Enumerable.Range(0, (int)Layers).Select(has)];
        var window = Type switch
        {
            // What Mistral has where its configuration says nothing; null says that there is none.
            "mistral" => config.Has("sliding_window") ? config.Size("sliding_window") : config.Contains("sliding_window") ? null : 4096,
            "qwen2" or "qwen3" when config.Flag("use_sliding_window", false) && config.Has("sliding_window") => config.Size("sliding_window"),
            _ => (long?)null,
        };
        if (window is null)
            return (null, Each(_ => false));
        var kinds = config.Texts("layer_types");
        if (kinds.Count > 0)
        {
            return kinds.Count == Layers && kinds.All(kind => kind is "sliding_attention" or "full_attention")
                ? (window, Each(layer => kinds[layer] == "sliding_attention"))
                : throw config.Error("layer_types", $"\"sliding_attention\" or \"full_attention\" for each of the {Layers} layers");
        }

        var first = Type == "mistral" ? 0 : config.WholeNumber("max_window_layers", 28);
        return (window, Each(layer => layer >= first));
    }
}
