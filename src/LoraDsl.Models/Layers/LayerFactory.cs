using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Layers;

/// <summary>
/// Makes layers in a type, on a device, with or without first values: what a checkpoint fills needs neither the time of random numbers nor a
/// conversion, which would hold the weights twice.
/// </summary>
public sealed class LayerFactory
{
    private readonly bool filled;
    private readonly double deviation;

    private LayerFactory(ScalarType dtype, Device device, bool filled, double deviation) =>
        (Dtype, Device, this.filled, this.deviation) = (dtype, device, filled, deviation);

    /// <summary>The layers' type.</summary>
    public ScalarType Dtype { get; }

    /// <summary>The layers' device.</summary>
    public Device Device { get; }

    /// <summary>Layers with the first values of the transformers' papers: matrices normal with a deviation, biases zero, norms one.</summary>
    /// <param name="deviation">The deviation, <c>initializer_range</c> of configurations.</param>
    /// <param name="dtype">The type; float32 unless told.</param>
    /// <param name="device">The device; the processor unless told.</param>
    public static LayerFactory Normal(double deviation = 0.02, ScalarType? dtype = null, Device? device = null) =>
        new(dtype ?? ScalarType.Float32, device ?? CPU, filled: true, deviation);

    /// <summary>Layers with uninitialized memory, which a checkpoint is about to fill.</summary>
    /// <param name="dtype">The type; float32 unless told.</param>
    /// <param name="device">The device; the processor unless told.</param>
    public static LayerFactory Unfilled(ScalarType? dtype = null, Device? device = null) =>
        new(dtype ?? ScalarType.Float32, device ?? CPU, filled: false, 0);

    /// <summary>A linear layer.</summary>
    /// <param name="inputs">Features of the input.</param>
    /// <param name="outputs">Features of the output.</param>
    /// <param name="bias">Whether it has a bias.</param>
    public Linear Linear(long inputs, long outputs, bool bias = true) =>
        nn.Linear(Matrix(outputs, inputs), bias ? Vector(outputs, 0) : null);

    /// <summary>An embedding.</summary>
    /// <param name="count">Its rows.</param>
    /// <param name="width">Features of a row.</param>
    /// <param name="padding">The row that gets no gradient, and starts at zero.</param>
    public Embedding Embedding(long count, long width, long? padding = null)
    {
        // The layer that TorchSharp makes holds its own first weight as long as it lives: that one is as small as it can be.
        var layer = nn.Embedding((padding ?? 0) + 1, 1, padding, device: Device, dtype: Dtype);
        var weight = Matrix(count, width);
        if (filled && padding is { } row)
        {
            using var untracked = no_grad();
            using var place = weight.narrow(0, row, 1);
            place.zero_();
        }

        layer.weight = weight;
        return layer;
    }

    /// <summary>Layer normalization, of weights one and biases zero.</summary>
    /// <param name="width">Features.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    public LayerNorm LayerNorm(long width, double epsilon) => nn.LayerNorm(width, epsilon, device: Device, dtype: Dtype);

    /// <summary>Normalization by the root of the mean square, of weights one.</summary>
    /// <param name="width">Features.</param>
    /// <param name="epsilon">What is added to the mean square.</param>
    public RmsNorm RmsNorm(long width, double epsilon) => new(Vector(width, 1), epsilon);

    /// <summary>A parameter of any shape.</summary>
    /// <param name="shape">The shape.</param>
    public Parameter Parameter(params long[] shape) => Matrix(shape);

    private Parameter Matrix(params long[] shape)
    {
        var values = empty(shape, dtype: Dtype, device: Device);
        if (filled)
        {
            using var untracked = no_grad();
            values.normal_(0, deviation);
        }

        return Lasting(values);
    }

    private Parameter Vector(long width, double value) => Lasting(full([width], value, dtype: Dtype, device: Device));

    // A model outlives the scope that it is made in.
    private static Parameter Lasting(Tensor values) => (Parameter)new Parameter(values).DetachFromDisposeScope();
}
