using LoraDsl.Models.Configuration;

namespace LoraDsl.Models.Layers;

/// <summary>
/// The frequencies θ^(−2i/d) of rotary places, and how a configuration stretches them for longer texts than the model was first trained on.
/// </summary>
internal sealed class RotaryFrequencies
{
    private const double DefaultBase = 10_000;

    private readonly long width;
    private readonly double theta;
    private readonly Func<long, double[]> forLength;

    private RotaryFrequencies(ModelConfig config, long width)
    {
        // Newer configurations have both parts in one.
        var scaling = config.Part("rope_parameters") ?? config.Part("rope_scaling");
        this.width = width;
        theta = config.Part("rope_parameters") is { } parameters && parameters.Has("rope_theta")
            ? parameters.Number("rope_theta")
            : config.Number("rope_theta", DefaultBase);
        if (theta <= 0)
            throw config.Error("rope_theta", "a number above 0");
        forLength = scaling is null ? Fixed(Plain(theta)) : Scaled(config, scaling);
    }

    /// <summary>What cosines and sines are multiplied by, so that attention is as sharp over a longer text.</summary>
    public double Strength { get; private set; } = 1;

    /// <summary>Reads them from a model's configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="width">Features of a head, an even number.</param>
    /// <exception cref="InvalidDataException">A value cannot be, or a way of scaling is not known.</exception>
    public static RotaryFrequencies Of(ModelConfig config, long width) => new(config, width);

    /// <summary>The frequencies, d/2 of them.</summary>
    /// <param name="length">How long the sequence is.</param>
    public double[] For(long length) => forLength(length);

    private static Func<long, double[]> Fixed(double[] frequencies) => _ => frequencies;

    private double[] Plain(double root) => [.. Enumerable.Range(0, (int)width / 2).Select(index => Math.Pow(root, -2.0 * index / width))];

    private Func<long, double[]> Scaled(ModelConfig config, ModelConfig scaling)
    {
        var key = scaling.Has("rope_type") ? "rope_type" : "type";
        var type = scaling.Text(key, "default");
        if (type == "default")
            return Fixed(Plain(theta));
        var factor = type switch
        {
            "linear" or "dynamic" or "llama3" => scaling.Number("factor"),
            "yarn" => scaling.Number("factor", (double)config.Size("max_position_embeddings") / Trained(config, scaling)),
            _ => 1,
        };
        if (factor < 1)
            throw scaling.Error("factor", "a number of at least 1");
        return type switch
        {
            // Chen et al., arXiv 2306.15595: places are divided.
            "linear" => Fixed([.. Plain(theta).Select(frequency => frequency / factor)]),
            "dynamic" => Dynamic(config.Size("max_position_embeddings"), factor),
            "llama3" => Fixed(Llama3(scaling, factor)),
            "yarn" => Fixed(Yarn(scaling, factor, Trained(config, scaling))),
            _ => throw scaling.Error(key, "\"default\", \"linear\", \"dynamic\", \"llama3\" or \"yarn\""),
        };
    }

    // The base grows with the sequence once that is longer than what the model was trained on ("NTK-aware").
    private Func<long, double[]> Dynamic(long trained, double factor)
    {
        var plain = Plain(theta);
        return length => length <= trained
            ? plain
            : Plain(theta * Math.Pow(factor * length / trained - (factor - 1), width / (width - 2.0)));
    }

    private static long Trained(ModelConfig config, ModelConfig scaling) =>
        scaling.Has("original_max_position_embeddings") ? scaling.Size("original_max_position_embeddings") : config.Size("max_position_embeddings");

    // Peng et al., arXiv 2309.00071: between two numbers of turns over the trained length frequencies pass from undivided to divided, in whole features.
    private double[] Yarn(ModelConfig scaling, double factor, long trained)
    {
        var (fast, slow) = (scaling.Number("beta_fast", 32), scaling.Number("beta_slow", 1));
        if (slow <= 0 || fast <= slow)
            throw scaling.Error("beta_fast", $"a number above beta_slow, {slow}, which is above 0,");
        Strength = scaling.Has("attention_factor") ? scaling.Number("attention_factor")
            : scaling.Has("mscale") && scaling.Has("mscale_all_dim") ? Sharpness(scaling.Number("mscale")) / Sharpness(scaling.Number("mscale_all_dim"))
            : Sharpness(1);
        var isWhole = scaling.Flag("truncate", true);
        var (first, last) = (Feature(fast), Feature(slow));
        (first, last) = (Math.Max(isWhole ? Math.Floor(first) : first, 0), Math.Min(isWhole ? Math.Ceiling(last) : last, width - 1));
        var span = last == first ? 0.001 : last - first;
        return [.. Plain(theta).Select((frequency, index) =>
        {
            var divided = Math.Clamp((index - first) / span, 0, 1);
            return divided * frequency / factor + (1 - divided) * frequency;
        })];

        double Sharpness(double scale) => factor <= 1 ? 1 : 0.1 * scale * Math.Log(factor) + 1;
        double Feature(double turns) => width * Math.Log(trained / (turns * 2 * Math.PI)) / (2 * Math.Log(theta));
    }

    // LLaMA 3.1: slow turns are divided, fast ones stay, and between the two it passes over smoothly.
    private double[] Llama3(ModelConfig scaling, double factor)
    {
        var (low, high) = (scaling.Number("low_freq_factor"), scaling.Number("high_freq_factor"));
        var trained = scaling.Size("original_max_position_embeddings");
        if (high <= low)
            throw scaling.Error("high_freq_factor", $"a number above low_freq_factor, {low},");
        return [.. Plain(theta).Select(frequency =>
        {
            var turns = trained * frequency / (2 * Math.PI);
            var share = Math.Clamp((turns - low) / (high - low), 0, 1);
            return (1 - share) * frequency / factor + share * frequency;
        })];
    }
}
