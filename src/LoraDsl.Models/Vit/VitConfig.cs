using LoraDsl.Models.Configuration;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Vit;

/// <summary>What a vision transformer is built from.</summary>
internal sealed record VitConfig
{
    private VitConfig(ModelConfig config)
    {
        (ImageSize, PatchSize, Channels) = (config.Size("image_size", 224), config.Size("patch_size", 16), config.Size("num_channels", 3));
        (Width, Layers, Heads) = (config.Size("hidden_size"), config.Size("num_hidden_layers"), config.Size("num_attention_heads"));
        (IntermediateWidth, HasBias) = (config.Size("intermediate_size"), config.Flag("qkv_bias", true));
        Epsilon = config.Number("layer_norm_eps", 1e-12);
        (Dropout, AttentionDropout) = (config.Number("hidden_dropout_prob", 0), config.Number("attention_probs_dropout_prob", 0));
        Activation = Activations.Of(config, "hidden_act", "gelu");
        if (Width % Heads != 0)
            throw config.Error("num_attention_heads", $"a divisor of hidden_size, {Width},");
        if (ImageSize % PatchSize != 0)
            throw config.Error("patch_size", $"a divisor of image_size, {ImageSize},");
    }

    /// <summary>Pixels of an image's side.</summary>
    public long ImageSize { get; }

    /// <summary>Pixels of a patch's side.</summary>
    public long PatchSize { get; }

    /// <summary>Channels of an image.</summary>
    public long Channels { get; }

    /// <summary>Features of a patch.</summary>
    public long Width { get; }

    /// <summary>How many layers there are.</summary>
    public long Layers { get; }

    /// <summary>How many heads attention has.</summary>
    public long Heads { get; }

    /// <summary>Features between the two layers of a feed-forward part.</summary>
    public long IntermediateWidth { get; }

    /// <summary>Whether queries, keys and values have biases.</summary>
    public bool HasBias { get; }

    /// <summary>What norms add to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>Dropout of hidden states.</summary>
    public double Dropout { get; }

    /// <summary>Dropout of attention's weights.</summary>
    public double AttentionDropout { get; }

    /// <summary>What the feed-forward parts activate with.</summary>
    public Func<Tensor, Tensor> Activation { get; }

    /// <summary>How many patches an image has.</summary>
    public long Patches => ImageSize / PatchSize * (ImageSize / PatchSize);

    /// <summary>Reads it from a model's configuration.</summary>
    /// <exception cref="InvalidDataException">A value cannot be.</exception>
    public static VitConfig Of(ModelConfig config) => new(config);
}
