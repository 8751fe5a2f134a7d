using LoraDsl.Models.Configuration;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.DistilBert;

/// <summary>What a DistilBERT encoder is built from.</summary>
internal sealed record DistilBertConfig
{
    private DistilBertConfig(ModelConfig config)
    {
        (Vocabulary, Width, Layers, Heads) = (config.Size("vocab_size"), config.Size("dim"), config.Size("n_layers"), config.Size("n_heads"));
        (IntermediateWidth, Places, Padding) = (config.Size("hidden_dim"), config.Size("max_position_embeddings"), config.WholeNumber("pad_token_id", 0));
        (Dropout, AttentionDropout) = (config.Number("dropout", 0.1), config.Number("attention_dropout", 0.1));
        SequenceDropout = config.Number("seq_classif_dropout", 0.2);
        Activation = Activations.Of(config, "activation", "gelu");
        if (Width % Heads != 0)
            throw config.Error("n_heads", $"a divisor of dim, {Width},");
        if (Padding < 0 || Padding >= Vocabulary)
            throw config.Error("pad_token_id", $"a token of the {Vocabulary}");
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

    /// <summary>The token that fills a batch up.</summary>
    public long Padding { get; }

    /// <summary>What norms add to the variance.</summary>
    public double Epsilon { get; } = 1e-12;

    /// <summary>Dropout of hidden states.</summary>
    public double Dropout { get; }

    /// <summary>Dropout of attention's weights.</summary>
    public double AttentionDropout { get; }

    /// <summary>Dropout before the last layer of the head for sequences.</summary>
    public double SequenceDropout { get; }

    /// <summary>What the feed-forward parts activate with.</summary>
    public Func<Tensor, Tensor> Activation { get; }

    /// <summary>Reads it from a model's configuration.</summary>
    /// <exception cref="InvalidDataException">A value cannot be.</exception>
    public static DistilBertConfig Of(ModelConfig config) => new(config);
}
