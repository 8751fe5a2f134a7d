using LoraDsl.Formats.Peft;
using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// A frozen layer together with an adapter. The generator derives one sealed class for each adapted field, from the class of its method and
/// layer, and gives it the forward code of its configuration.
/// </summary>
/// <remarks>
/// The layer stays registered where the model registered it; the adapter owns what is trained, its factors, and is registered as
/// a child of the layer. An adapter of rank 0, a disabled one and a merged one cost
/// nothing: the layer runs alone. A layer may have several adapters; <see cref="forward"/> runs it with those that are in force.
/// </remarks>
public abstract partial class LayerAdapter : nn.Module<Tensor, Tensor>
{
    private bool enabled = true;

    private protected LayerAdapter(AdaptedLayer layer, double dropout)
        : base(layer.Name)
    {
        Layer = layer;
        Place = AdaptedPlace.Of(layer);
        adapt = Adapt;
        baseType = layer.Weight.dtype;
        Dropout = dropout;
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

    /// <summary>The rank that a forward pass in evaluation mode uses; 0 when the adapter takes no part, 1 for a method without ranks.</summary>
    public abstract int CurrentRank { get; }

    /// <summary>α of the scaling s, at <see cref="CurrentRank"/>; of a method without a scaling, that of s = 1.</summary>
    public virtual double Alpha => CurrentRank;

    /// <summary>Whether s is α/√rank instead of α/rank.</summary>
    public virtual bool RankStabilized => false;

    /// <summary>The scaling s at <see cref="CurrentRank"/>; 0 at rank 0.</summary>
    public virtual double Scaling => CurrentRank == 0 ? 0 : AdapterScaling.Of(Alpha, CurrentRank, RankStabilized);

    /// <summary>The rank that takes part in a forward pass in evaluation mode.</summary>
    internal virtual int EffectiveRank => CurrentRank;

    /// <summary>Probability with which an element of the adapter's input is dropped in training. An embedding's indices are never dropped.</summary>
    public double Dropout { get; }

    /// <summary>Number of trainable values of the adapter.</summary>
    public long ParameterCount => Factors.Where(Trains).Sum(factor => factor.numel());

    /// <summary>Whether the adapter takes part in the forward pass. Switched off, the model answers as its base does.</summary>
    /// <exception cref="InvalidOperationException">The adapter is merged.</exception>
    public bool Enabled
    {
        get => enabled;
        set
        {
            RequireUnmerged(value ? "enable" : "disable");
            enabled = value;
            OnInForce(IsInForce);
        }
    }

    /// <summary>The layer with all adapters that it has.</summary>
    public AdaptedPlace Place { get; }

    /// <summary>The name by which the adapter is chosen among those of its layer.</summary>
    public string AdapterName { get; internal set; } = AdapterNames.Default;

    internal AdaptedLayer Layer { get; }

    /// <summary>What training moves.</summary>
    internal IReadOnlyList<Parameter> Factors
    {
        get
        {
            Follow();
            return RegisteredFactors;
        }
    }

    /// <summary>The factors, wherever they are.</summary>
    private protected abstract IReadOnlyList<Parameter> RegisteredFactors { get; }

    /// <summary>One of the factors, which tells where all of them are, and of which type.</summary>
    private protected abstract Parameter FirstFactor { get; }

    /// <summary>Whether the layer runs with the adapter: it is enabled, and chosen among those of its layer.</summary>
    internal bool IsInForce => enabled && Place.Uses(this);

    /// <summary>Whether training has moved the adapter away from its start.</summary>
    internal abstract bool IsTrained { get; }

    /// <summary>Whether the optimizer of the adapters was made for it, or nothing is to be said of there being none.</summary>
    internal bool HasOptimizer { get; set; }

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
    /// <param name="factors">One for each of <see cref="Factors"/>; those at the end that are not given stay.</param>
    internal void Adopt(params IReadOnlyList<Parameter> factors)
    {
        var old = Factors;
        Register([.. factors, .. old.Skip(factors.Count)]);
        foreach (var factor in old.Take(factors.Count))
            factor.Dispose();
    }

    /// <summary>Lets training move the factors, or not.</summary>
    internal void SetTrainable(bool value)
    {
        foreach (var factor in Factors)
            factor.requires_grad = value && Trains(factor);
    }

    /// <summary>Whether training may move a factor.</summary>
    private protected virtual bool Trains(Parameter factor) => true;

    /// <summary>Puts parameters into the places of the factors, and registers them under the factors' names.</summary>
    /// <param name="factors">One for each of <see cref="Factors"/>.</param>
    private protected abstract void Register(IReadOnlyList<Parameter> factors);

    /// <summary>What a user should know of the adapter as it stands, or <see langword="null"/>.</summary>
    /// <param name="path">The adapter's path in the model.</param>
    internal virtual string? WarningAt(string path) => null;

    /// <summary>Takes note that the factors came from a file.</summary>
    /// <param name="rank">Their rank; 0 where the file leaves the adapter out.</param>
    /// <param name="alpha">α in the file.</param>
    /// <param name="rankStabilized">Whether the file scales by α/√rank.</param>
    internal virtual void OnLoaded(int rank, double alpha, bool rankStabilized) => IsInitialized = true;

    /// <summary>Takes note of whether the layer runs with the adapter from here on.</summary>
    internal void OnSelected(bool isUsed) => OnInForce(enabled && isUsed);

    /// <summary>Does what has to be done to the layer's base when the adapter comes into force, or goes out of it.</summary>
    private protected virtual void OnInForce(bool isInForce)
    {
    }

    /// <summary>
    /// Nothing to find: factors are registered by hand, and the layer, a field of a module type like any other, belongs to the model.
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
            KeepWeight();
        }

        base.Dispose(disposing);
    }
}
