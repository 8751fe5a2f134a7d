using LoraDsl.Models.Configuration;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>What a BERT encoder is built from.</summary>
internal sealed record BertConfig
{
    private BertConfig(ModelConfig config, long padding)
    {
        (Vocabulary, Width, Layers, Heads) = (config.Size("vocab_size"), config.Size("hidden_size"), config.Size("num_hidden_layers"), config.Size("num_attention_heads"));
        (IntermediateWidth, Places, Segments) = (config.Size("intermediate_size"), config.Size("max_position_embeddings"), config.Size("type_vocab_size", 2));
        (Epsilon, Padding) = (config.Number("layer_norm_eps", 1e-12), config.WholeNumber("pad_token_id", padding));
        (Dropout, AttentionDropout) = (config.Number("hidden_dropout_prob", 0.1), config.Number("attention_probs_dropout_prob", 0.1));
        HeadDropout = config.Number("classifier_dropout", Dropout);
        Activation = Activations.Of(config, "hidden_act", "gelu");
        if (Width % Heads != 0)
            throw config.Error("num_attention_heads", $"a divisor of hidden_size, {Width},");
        if (Padding < 0 || Padding >= Vocabulary)
            throw config.Error("pad_token_id", $"a token of the {Vocabulary}");
        if (config.Text("position_embedding_type", "absolute") != "absolute")
            throw config.Error("position_embedding_type", "\"absolute\"");
        if (config.Flag("is_decoder", false))
            throw config.Error("is_decoder", "false");
    }

    /// <summary>How many tokens are known.</summary>
    public long Vocabulary { get; }

    /// <summary>Features of a token.</summary>
    public long Width { get; }

    /// <summary>How many layers there are.</summary>
    public long Layers { get; }

    /// <summary>How many heads attention has.</summary>
    public long Heads { get; }

    /// <summary>Features between the two layers of a feed-forward part.</summary>
    public long IntermediateWidth { get; }

    /// <summary>The most tokens of a sequence.</summary>
    public long Places { get; }

    /// <summary>How many kinds of segments there are.</summary>
    public long Segments { get; }

    /// <summary>What norms add to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>The token that fills a batch up.</summary>
    public long Padding { get; }

    /// <summary>Dropout of hidden states.</summary>
    public double Dropout { get; }

    /// <summary>Dropout of attention's weights.</summary>
    public double AttentionDropout { get; }

    /// <summary>Dropout before a head.</summary>
    public double HeadDropout { get; }

    /// <summary>What the feed-forward parts activate with.</summary>
    public Func<Tensor, Tensor> Activation { get; }

    /// <summary>Reads it from a model's configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="padding">The token that fills a batch up where the configuration does not say it.</param>
    /// <exception cref="InvalidDataException">A value cannot be.</exception>
    public static BertConfig Of(ModelConfig config, long padding = 0) => new(config, padding);
}
