using LoraDsl.Formats.Peft;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// IA³ (Liu et al., arXiv 2205.05638): one trained vector l, which starts as ones, multiplies the layer's output with its bias, y = l ⊙ (x·Wᵀ + b),
/// or, in feed-forward layers, its input, y = (l ⊙ x)·Wᵀ + b. Of a convolution it has a value for each channel.
/// </summary>
public class Ia3Adapter : VariantAdapter
{
    private const string Vector = "ia3_l";

    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer, a Linear or a Conv2d.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    /// <exception cref="NotSupportedException">The layer is of another kind.</exception>
    protected Ia3Adapter(string name, nn.Module<Tensor, Tensor>? layer, Ia3Options options)
        : this(LayerKinds.Of(name, layer), options)
    {
    }

    internal Ia3Adapter(AdaptedLayer layer, Ia3Options options)
        : base(VariantLayers.LinearOrConvolution(layer, "IA³"), dropout: 0, [(Vector, ShapeOf(layer, options.FeedForward))]) =>
        FeedForward = options.FeedForward;

    /// <summary>Whether the layer's input is rescaled instead of its output.</summary>
    public bool FeedForward { get; }

    /// <inheritdoc/>
    public sealed override int CurrentRank => 1;

    /// <inheritdoc/>
    internal sealed override string Method => "IA³";

    /// <inheritdoc/>
    internal sealed override string PeftType => PeftNames.Ia3;

    /// <inheritdoc/>
    internal sealed override bool IsTrained
    {
        get
        {
            using var scope = NewDisposeScope();
            return Registered(Vector).detach().ne(1).any().item<bool>();
        }
    }

    /// <inheritdoc/>
    internal sealed override Tensor Part(Tensor input)
    {
        Follow();
        using var scope = NewDisposeScope();
        var change = Along().sub(1);
        return (FeedForward ? Layer.RunWithoutBias(Rescaled(input, change)) : Rescaled(Layer.Module.forward(input), change)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal sealed override Tensor MergedWeight(Tensor weight)
    {
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        return weight.to(type).mul(AlongWeight(type));
    }

    /// <inheritdoc/>
    internal sealed override Tensor WeightPart(Tensor weight, ScalarType type) => weight.to(type).mul(AlongWeight(type).sub(1));

    /// <inheritdoc/>
    internal sealed override Tensor? BiasPart(Tensor bias, ScalarType type) =>
        FeedForward ? null : bias.detach().to(type).mul(Factor(Vector, type).detach().flatten().sub(1));

    /// <inheritdoc/>
    protected sealed override Tensor Adapt(Tensor x) =>
        FeedForward ? OfRescaledInput(x) : Rescaled(Layer.Module.forward(x), Along());

    /// <inheritdoc/>
    private protected sealed override Tensor WithPart(Tensor input, Tensor output) =>
        FeedForward ? OfRescaledInput(input) : Rescaled(output, Along());

    /// <inheritdoc/>
    private protected sealed override void Initialize(string name, Tensor factor) => factor.fill_(1);

    /// <inheritdoc/>
    private protected sealed override void RequireOptions(string path, DescribedVariant layer, VariantKeys keys)
    {
        if (layer.IsFeedForward != FeedForward)
            throw new InvalidOperationException($"The file's adapter for '{path}' multiplies the layer's {(layer.IsFeedForward ? "input" : "output")}, and the model's its {(FeedForward ? "input" : "output")}: declare it as [Ia3(FeedForward = {(layer.IsFeedForward ? "true" : "false")})] or load another file.");
    }

    private static long[] ShapeOf(AdaptedLayer layer, bool feedForward)
    {
        var weight = layer.Weight.shape;
        return (weight.Length, feedForward) switch
        {
            (2, true) => [1, weight[1]],
            (2, false) => [weight[0], 1],
            (_, true) => [1, weight[1], 1, 1],
            (_, false) => [1, weight[0], 1, 1],
        };
    }

    private Tensor OfRescaledInput(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Layer.Module.forward(Rescaled(x, Along())).MoveToOuterDisposeScope();
    }

    // l in a shape that multiplies what it rescales.
    private Tensor Along()
    {
        var vector = Registered(Vector);
        return Layer.OutputDimension == -1 ? vector.flatten() : vector.view(-1, 1, 1);
    }

    // l in a shape that multiplies the weight.
    private Tensor AlongWeight(ScalarType type)
    {
        var vector = Factor(Vector, type).detach();
        return Layer.OutputDimension == -1 || FeedForward ? vector : vector.transpose(0, 1);
    }

    // In 16 bits most steps of l would be lost, so the product is formed in the wider of the two types.
    private static Tensor Rescaled(Tensor values, Tensor vector)
    {
        using var scope = NewDisposeScope();
        return values.mul(vector).to(values.dtype).MoveToOuterDisposeScope();
    }
}
