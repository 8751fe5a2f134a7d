using LoraDsl.Initialization;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class LowRankAdapter
{
    private NonzeroInitialization? start;
    private IAdapterInitializer? initializer;

    /// <inheritdoc/>
    public sealed override AdapterInitialization Initialization { get; }

    /// <inheritdoc/>
    public sealed override bool IsCompensated => start is { IsInForce: true };

    /// <inheritdoc/>
    internal sealed override bool Compensates { get; }

    /// <inheritdoc/>
    internal sealed override IAdapterInitializer? Initializer => initializer;

    /// <inheritdoc/>
    internal override Tensor BaseWeight => (start?.Original ?? Layer.Weight).detach().to(Layer.Weight.dtype, Layer.Weight.device);

    /// <inheritdoc/>
    internal sealed override NonzeroInitialization? CompensatedInitialization => start is { Compensates: true } ? start : null;

    /// <inheritdoc/>
    internal sealed override bool HasLostCompensation => start is { IsLost: true };

    /// <summary>Starts as the attribute says, where that needs nothing and leaves the base alone; else it waits for <c>Initialize</c>.</summary>
    internal override void InitializeAlone()
    {
        IsInitialized = Initialization == AdapterInitialization.Original;
        if (initializer is not { Needs: InitializerNeeds.Nothing } || (initializer.ChangesModel && Compensates))
            return;
        if (StoredRank == 0)
            return;
        using var scope = NewDisposeScope();
        var (a, b) = InitialValues(initializer, StoredRank);
        SetFactors(a, b);
        Begin(initializer, compensate: false);
    }

    /// <summary>Values that an initializer gives to A and B, which stay as they are; to be disposed by the caller's scope.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="rank">The rank of the values.</param>
    /// <param name="data">What it starts from, where that is known already.</param>
    /// <exception cref="ArgumentException">The values are not finite.</exception>
    internal (Tensor A, Tensor B) InitialValues(
        IAdapterInitializer initializer, int rank, InitializationData? data = null)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var (type, device) = (Layer.FactorType, Layer.Weight.device);
        var a = empty(Layer.ShapeOfA(rank), dtype: type, device: device);
        var b = empty(Layer.ShapeOfB(rank), dtype: type, device: device);
        var path = data?.Path ?? Owner?.PathInModel(this) ?? Name;
        initializer.Fill(new InitializerContext(path, a.flatten(1), b.flatten(1), Layer.Matrix(BaseWeight), InitialScaling(rank))
        {
            Depth = data?.Depth ?? (initializer.Needs == InitializerNeeds.Depth ? Owner?.Depths()[this] ?? 0 : 0),
            Gradient = data?.Gradient,
            Inputs = data?.Inputs,
            Covariance = data?.Covariance,
        });
        if (!(a.isfinite().all().item<bool>() && b.isfinite().all().item<bool>()))
            throw new ArgumentException($"The start of '{path}' by the initializer \"{initializer.Name}\" is not finite: look for NaN in the base and in the batches.");
        return (a.MoveToOuterDisposeScope(), b.MoveToOuterDisposeScope());
    }

    /// <summary>LoRA's own start where the factors have one whose product is not zero; nothing where they need no other.</summary>
    internal (Tensor A, Tensor B)? ValuesInPlaceOfInitial() =>
        start is null ? null : LowRankFactors.Values(Layer, StoredRank, Layer.Start);

    /// <summary>The scaling at a rank that the adapter starts with.</summary>
    private protected virtual double InitialScaling(int rank) => Scaling;

    /// <summary>Takes the factors as they are for a start by an initializer.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="compensate">Whether the base takes back what B·A adds.</param>
    internal void Begin(IAdapterInitializer? initializer, bool compensate)
    {
        this.initializer = initializer ?? this.initializer;
        if (initializer is { ChangesModel: true })
            TakeInitialization(new NonzeroInitialization(Layer, lora_A, lora_B, Scaling), compensate);
        IsInitialized = true;
    }

    /// <inheritdoc/>
    private protected sealed override void OnInForce(bool isInForce) => start?.SetInForce(isInForce);

    /// <inheritdoc/>
    internal sealed override void LeaveBase() => WithdrawInitialization()?.Dispose();

    /// <summary>Takes a start that is not zero.</summary>
    internal void TakeInitialization(NonzeroInitialization begun, bool compensate)
    {
        start = begun;
        if (!compensate)
            return;
        begun.Compensate();
        begun.SetInForce(IsInForce);
    }

    /// <summary>Puts the weight back, bit for bit, and lets go of the start, which is the caller's then.</summary>
    internal NonzeroInitialization? WithdrawInitialization()
    {
        var withdrawn = start;
        withdrawn?.SetInForce(false);
        start = null;
        return withdrawn;
    }

    /// <summary>Forgets the initial values that the base was compensated for; the layer keeps the weight that it has.</summary>
    internal sealed override void KeepWeight()
    {
        start?.Dispose();
        start = null;
    }

    /// <summary>Takes a start back that was withdrawn.</summary>
    internal void ReturnInitialization(NonzeroInitialization? withdrawn, IAdapterInitializer? initializer, bool initialized)
    {
        start = withdrawn;
        start?.SetInForce(IsInForce);
        (this.initializer, IsInitialized) = (initializer, initialized);
    }

    /// <inheritdoc/>
    internal override void RequireInitializer(string path, IAdapterInitializer initializer)
    {
        if (initializer.Needs != InitializerNeeds.Nothing || initializer.ChangesModel)
            Layer.RequireProduct($"LoRA that starts by {initializer.Name}");
        if (initializer.Needs is InitializerNeeds.Inputs or InitializerNeeds.Covariance && Layer is EmbeddingLayer)
            throw new InvalidOperationException($"'{path}' is an embedding, whose inputs are indices without directions: start it by another initializer than \"{initializer.Name}\".");
    }

    /// <inheritdoc/>
    internal sealed override void Reset()
    {
        RequireUnmerged("reset");
        WithdrawInitialization()?.Dispose();
        ResetFactors();
        initializer = AttributeInitializers.Create(Initialization);
        InitializeAlone();
    }

    /// <inheritdoc/>
    internal sealed override void InitializeAsOriginal()
    {
        RequireUnmerged("start");
        WithdrawInitialization()?.Dispose();
        ResetFactors();
        (initializer, IsInitialized) = (null, true);
    }

    /// <inheritdoc/>
    private protected override void ResetFactors()
    {
        using var scope = NewDisposeScope();
        var (a, b) = LowRankFactors.Values(Layer, StoredRank, Layer.Start);
        SetFactors(a, b);
        ResetMagnitude();
    }
}
