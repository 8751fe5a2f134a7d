using LoraDsl.Differentiation;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Schedules;

/// <summary>
/// Two random sketches of a weight's gradient G = Σ gᵀx (out × in), from which its greatest singular values follow without G ever being
/// formed: Y = G·Ω (out × k) spans its range, Z = Ψᵀ·G (l × in) tells what is in it (Tropp, Yurtsever, Udell and Cevher, arXiv 1609.00048).
/// Adding T rows costs T·(k + l)·(in + out). Up to k singular values come out exact where G has no more than k.
/// </summary>
/// <remarks>
/// Both sketches are gradients of a low-rank product that is zero, x·Aᵀ·Bᵀ with A = [Ωᵀ; 0] and B = [0, Ψ]: ∂L/∂B begins with Y and ∂L/∂A
/// ends with Z. Added to a layer's output, it leaves the measuring to autograd, whatever kind the layer is.
/// </remarks>
public sealed class GradientSketch : IDisposable
{
    /// <summary>More rows in Z than columns in Y keep the small system well-conditioned that both make.</summary>
    private const int Oversampling = 8;

    private readonly int columns;
    private readonly int seed;

    /// <summary>An empty sketch.</summary>
    /// <param name="inFeatures">Columns of the weight.</param>
    /// <param name="outFeatures">Rows of the weight.</param>
    /// <param name="columns">Singular values that are wanted, k; at most the smaller side of the weight is taken.</param>
    /// <param name="seed">Seed of the random matrices; torch's own generator is not touched.</param>
    /// <param name="dtype">Type of the sketch; float32 when left out.</param>
    /// <param name="device">Device of the sketch; the CPU when left out.</param>
    public GradientSketch(
        long inFeatures, long outFeatures, int columns, int seed = 0, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inFeatures);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outFeatures);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        this.seed = seed;
        this.columns = (int)Math.Min(columns, Math.Min(inFeatures, outFeatures));
        var rows = (int)Math.Min(this.columns + Oversampling, outFeatures);
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var generator = new Generator((ulong)(uint)seed);
        var range = randn([this.columns, inFeatures], dtype, generator: generator);
        var test = randn([outFeatures, rows], dtype, generator: generator);
        A = Leaf(cat([range, zeros(rows, inFeatures, dtype: dtype)], 0), device);
        B = Leaf(cat([zeros(outFeatures, this.columns, dtype: dtype), test], 1), device);
    }

    /// <summary>A of the product that is zero, (k + l, in).</summary>
    internal Tensor A { get; }

    /// <summary>B of the product that is zero, (out, k + l).</summary>
    internal Tensor B { get; }

    /// <summary>Whether nothing was added yet.</summary>
    public bool IsEmpty => A.grad is null || B.grad is null;

    /// <summary>Whether all that was added is finite.</summary>
    public bool IsFinite
    {
        get
        {
            using var scope = NewDisposeScope();
            return IsEmpty || (A.grad!.isfinite().all().item<bool>() && B.grad!.isfinite().all().item<bool>());
        }
    }

    /// <summary>Adds the gradient of rows of a linear layer.</summary>
    /// <param name="input">x, (T, in).</param>
    /// <param name="outputGradient">g = ∂L/∂y, (T, out).</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void Add(Tensor input, Tensor outputGradient)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(outputGradient);
        var (inFeatures, outFeatures) = (A.shape[1], B.shape[0]);
        if (input.dim() != 2 || outputGradient.dim() != 2 || input.shape[0] != outputGradient.shape[0]
            || input.shape[1] != inFeatures || outputGradient.shape[1] != outFeatures)
        {
            throw new ArgumentException(
                $"The sketch takes x of shape (T, {inFeatures}) and g of shape (T, {outFeatures}), but got ({string.Join(", ", input.shape)}) and ({string.Join(", ", outputGradient.shape)}).");
        }

        using var scope = NewDisposeScope();
        using var tracked = enable_grad();
        var product = input.detach().to(A.dtype).mm(A.t()).mm(B.t());
        GuardedGradient.Backward(product.mul(outputGradient.detach().to(A.dtype)).sum());
    }

    /// <summary>The singular values of what was added, greatest first.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added, or values that are not finite.</exception>
    public IReadOnlyList<double> SingularValues()
    {
        if (IsEmpty)
            throw new InvalidOperationException("Nothing was added to the sketch: it has no singular values yet.");
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var y = B.grad!.narrow(1, 0, columns).to(ScalarType.Float64);
        var z = A.grad!.narrow(0, columns, A.shape[0] - columns).to(ScalarType.Float64);
        var test = B.narrow(1, columns, B.shape[1] - columns).to(ScalarType.Float64);
        if (!IsFinite)
            throw new InvalidOperationException("Gradients that are not finite were added to the sketch: it has no singular values.");

        // G ≈ Q·X with an orthonormal Q: the singular values are those of X, the least-squares solution of (Ψᵀ·Q)·X = Z.
        var (q, _) = linalg.qr(y);
        var x = linalg.pinv(test.t().mm(q)).mm(z);
        return x.numel() == 0 ? [] : linalg.svdvals(x).cpu().data<double>().ToArray();
    }

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        A.grad = null;
        B.grad = null;
    }

    /// <summary>Writes down what was added; the random matrices follow from the seed.</summary>
    internal void Save(SavedState state)
    {
        state.Write("sizes", A.shape[1], B.shape[0], columns, seed, (int)A.dtype);
        if (IsEmpty)
            return;
        state.WriteTensor("a", A.grad!);
        state.WriteTensor("b", B.grad!);
    }

    /// <summary>Throws unless a saved sketch is one of a weight of this size.</summary>
    /// <exception cref="InvalidOperationException">It is that of another.</exception>
    /// <exception cref="InvalidDataException">It is incomplete or damaged.</exception>
    internal static void RequireFit(SavedState state, long inFeatures, long outFeatures)
    {
        var sizes = state.ReadWholeNumbers("sizes");
        if (sizes is not [_, _, >= 1 and <= int.MaxValue, >= int.MinValue and <= int.MaxValue, (long)ScalarType.Float32 or (long)ScalarType.Float64])
            throw new InvalidDataException($"The saved sketch of a gradient has the sizes ({string.Join(", ", sizes)}), which cannot be: the state is damaged.");
        var columns = sizes[2];
        if (sizes[0] != inFeatures || sizes[1] != outFeatures || columns > Math.Min(inFeatures, outFeatures))
            throw new InvalidOperationException($"The saved sketch is of a gradient with {sizes[0]} columns and {sizes[1]} rows, but the layer has {inFeatures} inputs and {outFeatures} outputs: is it a checkpoint of another model?");
        if (!state.HasTensor("a") && !state.HasTensor("b"))
            return;
        var rows = columns + Math.Min(columns + Oversampling, outFeatures);
        RequireFit(state.ReadTensor("a"), sizes[4], rows, inFeatures);
        RequireFit(state.ReadTensor("b"), sizes[4], outFeatures, rows);
    }

    private static void RequireFit(Tensor saved, long type, params long[] shape)
    {
        if ((long)saved.dtype != type || !saved.shape.AsSpan().SequenceEqual(shape))
            throw new InvalidDataException($"The saved sketch of a gradient has a tensor of type {saved.dtype} and shape ({string.Join(", ", saved.shape)}) instead of ({string.Join(", ", shape)}): the state is damaged.");
    }

    /// <summary>The sketch that <see cref="Save"/> wrote down.</summary>
    internal static GradientSketch Load(SavedState state, Device device)
    {
        var sizes = state.ReadWholeNumbers("sizes");
        var sketch = new GradientSketch(sizes[0], sizes[1], (int)sizes[2], (int)sizes[3], (ScalarType)sizes[4], device);
        if (state.HasTensor("a"))
        {
            sketch.A.grad = state.ReadTensor("a").to(device, copy: true).DetachFromDisposeScope();
            sketch.B.grad = state.ReadTensor("b").to(device, copy: true).DetachFromDisposeScope();
        }

        return sketch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
    }

    private static Tensor Leaf(Tensor values, Device? device)
    {
        var leaf = device is null ? values : values.to(device);
        return leaf.requires_grad_().DetachFromDisposeScope();
    }
}
