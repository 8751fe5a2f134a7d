using LoraDsl.Formats.Peft;
using LoraDsl.Initialization;
using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// A frozen layer together with a low-rank adapter, whose part is that of the weight s·B·A. The generator derives one sealed class
/// for each adapted field, from the class of its method and layer, and gives it the forward code of its configuration.
/// </summary>
/// <remarks>
/// The layer stays registered where the model registered it; the adapter owns A and B only, under the names
/// <c>lora_A</c> and <c>lora_B</c>, and is registered as a child of the layer. An adapter of rank 0, a disabled one and a merged one cost
/// nothing: the layer runs alone. A layer may have several adapters; <see cref="forward"/> runs it with those that are in force.
/// </remarks>
public abstract partial class LayerAdapter : nn.Module<Tensor, Tensor>
{
#pragma warning disable CA1051 // The names and the visibility are TorchSharp's terms: to() writes the moved parameters back into fields of the registered names.
    /// <summary>A: (rank, in) of a linear layer, (rank, rows) of an embedding, (rank, in, height, width) of a convolution.</summary>
    protected Parameter lora_A;

    /// <summary>B: (out, rank) of a linear layer, (width, rank) of an embedding, (out, rank, 1, 1) of a convolution.</summary>
    protected Parameter lora_B;
#pragma warning restore CA1051

    private bool enabled = true;

    private protected LayerAdapter(
        AdaptedLayer layer, int rank, double dropout, AdapterInitialization initialization, bool compensate = false)
        : this(layer, LowRankFactors.Create(layer, rank), dropout)
    {
        Initialization = initialization;
        Compensates = compensate;
        Initializer = AttributeInitializers.Create(initialization);
    }

    private protected LayerAdapter(AdaptedLayer layer, (Parameter A, Parameter B) factors, double dropout)
        : base(layer.Name)
    {
        Layer = layer;
        Place = AdaptedPlace.Of(layer);
        adapt = Adapt;
        baseType = layer.Weight.dtype;
        Dropout = dropout;
        (lora_A, lora_B) = factors;
        StoredRank = (int)lora_A.shape[0];
        register_parameter(nameof(lora_A), lora_A);
        register_parameter(nameof(lora_B), lora_B);
    }

    /// <summary>Name of the adapted field.</summary>
    public string Name => GetName();

    /// <summary>
    /// Columns of the weight as a matrix, which s·B·A is added to: a linear layer's inputs, an embedding's rows, a convolution's input
    /// channels times its kernel's values.
    /// </summary>
    public long InFeatures => Layer.InFeatures;

    /// <summary>Rows of the weight as a matrix: a linear layer's outputs, an embedding's width, a convolution's output channels.</summary>
    public long OutFeatures => Layer.OutFeatures;

    /// <summary>The rank that a forward pass in evaluation mode uses; 0 when the adapter takes no part.</summary>
    public abstract int CurrentRank { get; }

    /// <summary>α of the scaling s, at <see cref="CurrentRank"/>.</summary>
    public abstract double Alpha { get; }

    /// <summary>Whether s is α/√rank instead of α/rank.</summary>
    public virtual bool RankStabilized => false;

    /// <summary>The scaling s at <see cref="CurrentRank"/>; 0 at rank 0.</summary>
    public virtual double Scaling => CurrentRank == 0 ? 0 : AdapterScaling.Of(Alpha, CurrentRank, RankStabilized);

    /// <summary>The rank of <see cref="CurrentFactors"/>: what takes part in a forward pass in evaluation mode.</summary>
    internal virtual int EffectiveRank => CurrentRank;

    /// <summary>The scaling s as α at <see cref="EffectiveRank"/>, and whether it is α/√rank; files have it so.</summary>
    internal virtual (double Alpha, bool RankStabilized) EffectiveAlpha => (Alpha, RankStabilized);

    /// <summary>Probability with which an element of the adapter's input is dropped in training. An embedding's indices are never dropped.</summary>
    public double Dropout { get; }

    /// <summary>Number of trainable values of the adapter.</summary>
    public long ParameterCount => Factors.Sum(factor => factor.numel());

    /// <summary>Whether the adapter takes part in the forward pass. Switched off, the model answers as its base does.</summary>
    /// <exception cref="InvalidOperationException">The adapter is merged.</exception>
    public bool Enabled
    {
        get => enabled;
        set
        {
            RequireUnmerged(value ? "enable" : "disable");
            enabled = value;
            start?.SetInForce(IsInForce);
        }
    }

    /// <summary>The layer with all adapters that it has.</summary>
    public AdaptedPlace Place { get; }

    /// <summary>The name by which the adapter is chosen among those of its layer.</summary>
    public string AdapterName { get; internal set; } = AdapterNames.Default;

    internal AdaptedLayer Layer { get; }

    internal Parameter A
    {
        get
        {
            Follow();
            return lora_A;
        }
    }

    internal Parameter B
    {
        get
        {
            Follow();
            return lora_B;
        }
    }

    /// <summary>What training moves: A and B, and what a method has besides them.</summary>
    internal IReadOnlyList<Parameter> Factors
    {
        get
        {
            Follow();
            return RegisteredFactors;
        }
    }

    /// <summary>The factors, wherever they are.</summary>
    private protected virtual IReadOnlyList<Parameter> RegisteredFactors => [lora_A, lora_B];

    /// <summary>Whether the layer runs with the adapter: it is enabled, and chosen among those of its layer.</summary>
    internal bool IsInForce => enabled && Place.Uses(this);

    /// <summary>Rows of A: the greatest rank that the adapter holds parameters for.</summary>
    internal int StoredRank { get; private set; }

    /// <summary>Whether training has moved the adapter away from its start, at which a factor is zero unless the start is known not to be.</summary>
    internal bool IsTrained
    {
        get
        {
            using var scope = NewDisposeScope();
            return start is null
                ? Factors.All(factor => factor.detach().count_nonzero().item<long>() > 0)
                : !start.Equals(lora_A, lora_B);
        }
    }

    /// <summary>Whether the optimizer of the adapters was made for it, or nothing is to be said of there being none.</summary>
    internal bool HasOptimizer { get; set; }

    /// <summary>A and B as they enter the product s·B·A at the current rank; views, to be disposed by the caller's scope.</summary>
    internal virtual (Tensor A, Tensor B) CurrentFactors() => (lora_A.detach(), lora_B.detach());

    /// <summary>Puts other values into the factors; keeps the parameter objects where the shapes allow it.</summary>
    /// <param name="values">Values for each of <see cref="Factors"/>.</param>
    internal void SetFactors(params IReadOnlyList<Tensor> values)
    {
        RequireUnmerged("change the parameters of");
        var current = Factors;
        if (values.Zip(current).All(pair => pair.First.shape.AsSpan().SequenceEqual(pair.Second.shape)))
        {
            using var noGradient = no_grad();
            foreach (var (value, factor) in values.Zip(current))
                factor.copy_(value);
            return;
        }

        Adopt([.. values.Select(value => LowRankFactors.LikeWeight(value, Layer))]);
    }

    /// <summary>Takes other parameters in the place of the factors, which are freed.</summary>
    /// <param name="factors">One for each of <see cref="Factors"/>.</param>
    internal void Adopt(params IReadOnlyList<Parameter> factors)
    {
        var old = Factors;
        Register(factors);
        foreach (var factor in old)
            factor.Dispose();
    }

    /// <summary>Puts parameters into the fields of the factors, and registers them under the fields' names.</summary>
    /// <param name="factors">One for each of <see cref="Factors"/>.</param>
    private protected virtual void Register(IReadOnlyList<Parameter> factors)
    {
        (lora_A, lora_B) = (factors[0], factors[1]);
        StoredRank = (int)lora_A.shape[0];
        ConditionallyRegisterParameter(nameof(lora_A), lora_A);
        ConditionallyRegisterParameter(nameof(lora_B), lora_B);
    }

    /// <summary>Throws, before anything is changed, unless a file's factors fit this adapter.</summary>
    /// <param name="path">The adapter's path in the model, for the message.</param>
    /// <param name="rank">Rank in the file; 0 when the file has no such adapter.</param>
    /// <param name="alpha">α in the file.</param>
    /// <param name="rankStabilized">Whether the file scales by α/√rank.</param>
    internal abstract void RequireLoadable(string path, int rank, double alpha, bool rankStabilized);

    /// <summary>Whether this adapter goes on from a start that a file has the base compensated for; else it takes the components together.</summary>
    /// <param name="rank">Rank without the components that take the start back.</param>
    /// <param name="stored">Rank with them.</param>
    internal virtual bool TakesInitialization(int rank, int stored) => false;

    /// <summary>What a file has of this adapter, as values for <see cref="Factors"/>; to be disposed by the caller's scope.</summary>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="e">AdaLoRA's Λ as a column, or <see langword="null"/>.</param>
    /// <param name="scaling">The scaling of the file.</param>
    internal virtual IReadOnlyList<Tensor> FactorsFrom(Tensor a, Tensor b, Tensor? e, double scaling) =>
        [a, e is null ? b : b.mul(Layer.AlongRanksOfB(e))];

    /// <summary>What a user should know of the adapter as it stands, or <see langword="null"/>.</summary>
    /// <param name="path">The adapter's path in the model.</param>
    internal virtual string? WarningAt(string path) => null;

    /// <summary>Takes note that the factors came from a file.</summary>
    internal virtual void OnLoaded() => IsInitialized = true;

    /// <summary>Takes note of whether the layer runs with the adapter from here on.</summary>
    internal void OnSelected(bool isUsed) => start?.SetInForce(enabled && isUsed);

    /// <summary>
    /// Nothing to find: A and B are registered by hand, and the layer, a field of a module type like any other, belongs to the model.
    /// TorchSharp calls this on every module that is registered.
    /// </summary>
    protected sealed override void RegisterComponents()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            isDisposed = true;
            Place.OnDisposed(this);
            start?.Dispose();
            start = null;
        }

        base.Dispose(disposing);
    }
}
