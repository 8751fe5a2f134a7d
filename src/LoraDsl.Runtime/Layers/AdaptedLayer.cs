using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Layers;

/// <summary>
/// What an adapter has to know about the kind of layer that it adapts. The product B·A is a matrix of
/// <see cref="OutFeatures"/> × <see cref="InFeatures"/>; a kind says how its weight is folded into one.
/// </summary>
/// <remarks>Rows of A and columns of B, dimension 0 of A and 1 of B, are the ranks for every kind.</remarks>
public abstract class AdaptedLayer
{
    private protected AdaptedLayer(string name) => Name = name;

    /// <summary>Name of the adapted field.</summary>
    public string Name { get; }

    /// <summary>The frozen layer.</summary>
    public abstract nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>Its weight, read afresh: a move to another device or type replaces it.</summary>
    public abstract Parameter Weight { get; }

    /// <summary>Columns of the folded weight.</summary>
    public abstract long InFeatures { get; }

    /// <summary>Rows of the folded weight.</summary>
    public abstract long OutFeatures { get; }

    /// <summary>The dimension of the output, from the end, that holds the rows of the folded weight.</summary>
    public virtual int OutputDimension => -1;

    /// <summary>Why the weight cannot take a product in, as a clause, or <see langword="null"/>.</summary>
    public virtual string? MergeRefusal => null;

    /// <summary>Why B·A is no weight of the layer's, as a clause, or <see langword="null"/>.</summary>
    public virtual string? ProductRefusal => null;

    /// <summary>Whether elements of the layer's input can be dropped: those of indices cannot.</summary>
    public virtual bool DropsInput => true;

    /// <summary>
    /// The type of factors: the weight's own, but float32 where that has 16 bits. An update of AdamW's is below half the spacing of 16-bit numbers for
    /// most of a training, and its 1e-8 is zero among float16.
    /// </summary>
    public ScalarType FactorType => TypeOfFactors(Weight.dtype);

    /// <summary>The rank at which B·A is any matrix of its shape.</summary>
    public int FullRank => (int)Math.Min(InFeatures, OutFeatures);

    /// <summary>The shape of A at a rank.</summary>
    /// <param name="rank">The rank.</param>
    public abstract long[] ShapeOfA(long rank);

    /// <summary>The shape of B at a rank.</summary>
    /// <param name="rank">The rank.</param>
    public abstract long[] ShapeOfB(long rank);

    /// <summary>Fills new factors so that their product is zero.</summary>
    public abstract void Start(Tensor a, Tensor b);

    /// <summary>B·A in the weight's shape, without the scaling.</summary>
    public Tensor Product(Tensor a, Tensor b) => Fold(b.flatten(1).mm(a.flatten(1)));

    /// <summary>A weight, or a tensor of its shape, as a matrix of <see cref="OutFeatures"/> × <see cref="InFeatures"/>; a view where that is possible.</summary>
    public virtual Tensor Matrix(Tensor weight) => weight.flatten(1);

    /// <summary>A value for each rank, in a shape that multiplies the columns of B.</summary>
    public Tensor AlongRanksOfB(Tensor values) => values.view([1, .. ShapeOfB(values.numel()).AsSpan(1)]);

    /// <summary>The layer's output with the part of the weight B·A added, and nothing of the adapter's own: no scaling, no dropout.</summary>
    /// <param name="output">The layer's output.</param>
    /// <param name="input">Its input.</param>
    /// <param name="a">A, (rank, <see cref="InFeatures"/>).</param>
    /// <param name="b">B, (<see cref="OutFeatures"/>, rank).</param>
    public abstract Tensor AddProduct(Tensor output, Tensor input, Tensor a, Tensor b);

    /// <summary>What the weight B·A gives by itself, in the shape of the layer's output.</summary>
    /// <param name="input">The layer's input.</param>
    /// <param name="a">A, of <see cref="ShapeOfA"/>.</param>
    /// <param name="b">B, of <see cref="ShapeOfB"/>.</param>
    public abstract Tensor Apply(Tensor input, Tensor a, Tensor b);

    /// <summary>The layer's output with another weight.</summary>
    /// <param name="input">The layer's input.</param>
    /// <param name="weight">A weight of the layer's shape, of the input's type.</param>
    /// <param name="bias">A bias, or <see langword="null"/>.</param>
    public abstract Tensor RunWith(Tensor input, Tensor weight, Tensor? bias);

    /// <summary>The layer's output without its bias.</summary>
    /// <param name="input">The layer's input.</param>
    public virtual Tensor RunWithoutBias(Tensor input) => RunWith(input, Weight, null);

    /// <summary>The bias, read afresh as the weight is, or <see langword="null"/>.</summary>
    public abstract Parameter? Bias { get; }

    /// <summary>A value for each row of the folded weight, in a shape that multiplies the layer's output.</summary>
    /// <param name="values">The values, (<see cref="OutFeatures"/>).</param>
    public Tensor AlongOutputs(Tensor values) => OutputDimension == -1 ? values : values.view([OutFeatures, .. Enumerable.Repeat(1L, -OutputDimension - 1)]);

    /// <summary>The layer, for what needs B·A to be a weight of it.</summary>
    /// <param name="what">What needs it.</param>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    internal AdaptedLayer RequireProduct(string what) => ProductRefusal is { } reason
        ? throw new InvalidOperationException($"The layer '{Name}' cannot be adapted by {what}: {reason}. Adapt it by LoRA of a fixed rank, or leave it out.")
        : this;

    /// <summary>Throws unless the layer can take the input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="shape">Its shape.</param>
    /// <exception cref="ArgumentException">The input does not fit the layer, or is on another device.</exception>
    public void RequireInput(Tensor input, long[] shape)
    {
        RequireShape(input, shape);

        // libtorch does not refuse every mixture: what comes of one with the meta device has no values, and is noticed far from here.
        var (weight, type) = (Weight, input.device_type);
        if (type != weight.device_type || (type == DeviceType.CUDA && input.device_index != weight.device_index))
        {
            throw new ArgumentException(
                $"The adapted layer '{Name}' is on the device {weight.device}, but its input is on {input.device}: move the model or the batch.", nameof(input));
        }
    }

    /// <summary>Brings an input into the form that an adapter's code expects, and its output back.</summary>
    /// <param name="input">The input.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="adapt">The adapter's code.</param>
    public virtual Tensor Run(Tensor input, long[] shape, Func<Tensor, Tensor> adapt) => adapt(input);

    /// <summary>A matrix of <see cref="OutFeatures"/> × <see cref="InFeatures"/> in the weight's shape.</summary>
    public virtual Tensor Fold(Tensor matrix) => matrix.view(Weight.shape);

    /// <summary>Throws unless the layer can take an input of this shape and type.</summary>
    /// <param name="input">The input.</param>
    /// <param name="shape">Its shape.</param>
    protected abstract void RequireShape(Tensor input, long[] shape);

    internal static ScalarType TypeOfFactors(ScalarType weight) =>
        weight is ScalarType.Float16 or ScalarType.BFloat16 ? ScalarType.Float32 : weight;

    private protected ArgumentException Misfit(Tensor input, string wanted) => new(
        $"The adapted layer '{Name}' takes {wanted}, but got ({string.Join(", ", input.shape)}) of type {input.dtype}.", nameof(input));
}
