using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Initialization;
using LoraDsl.Training.Initialization;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>
/// Initialization of adapters from the base, from data or from the whole model. To be called when the base is loaded and ranks are given, and
/// before the optimizer is made; a call that fails leaves the model as it was.
/// </summary>
/// <remarks>
/// An initialization with B·A ≠ 0 is taken back from the base, W ← W − s·B·A, unless that is switched off, and the layer's original weight is kept beside
/// it. A layer that no batch reaches keeps LoRA's own start.
/// </remarks>
public static class AdapterSetInitializationExtensions
{
    /// <summary>Initializes the adapters that wait for it as their attributes say; none of them may need batches.</summary>
    /// <param name="set">The adapters of the model, or of a part of it.</param>
    /// <exception cref="ArgumentException">Initial values are not finite, or need more than the layer has; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// An initializer needs batches or an instance, an adapter has no rank yet, is merged or has been trained; nothing was changed.
    /// </exception>
    public static void Initialize(this AdapterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        lock (set.ChangeLock)
            ModelInitialization.Run(set, ModelInitialization.Waiting(set), null);
    }

    /// <summary>Initializes every adapter by one initializer, whatever attributes say.</summary>
    /// <param name="set">The adapters of the model, or of a part of it.</param>
    /// <param name="initializer">The initializer.</param>
    /// <param name="compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
    /// <inheritdoc cref="Initialize(AdapterSet)" path="/exception"/>
    public static void Initialize(this AdapterSet set, IAdapterInitializer initializer, bool compensate = true)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(initializer);
        lock (set.ChangeLock)
            ModelInitialization.Run(set, ModelInitialization.All(set, initializer, compensate), null);
    }

    /// <summary>Initializes every adapter by one recipe, whatever attributes say.</summary>
    /// <param name="set">The adapters of the model, or of a part of it.</param>
    /// <param name="initialization">The recipe, with its defaults.</param>
    /// <param name="compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
    /// <exception cref="ArgumentException">The recipe is <c>Original</c> or <c>Target</c>, or as without a recipe; nothing was changed.</exception>
    /// <inheritdoc cref="Initialize(AdapterSet)" path="/exception[@cref='T:System.InvalidOperationException']"/>
    public static void Initialize(this AdapterSet set, AdapterInitialization initialization, bool compensate = true) =>
        set.Initialize(AdapterInitializers.Of(initialization), compensate);

    /// <summary>Initializes the adapters that wait for it as their attributes say, by what a few batches say of their layers.</summary>
    /// <param name="set">The adapters of the model, or of a part of it.</param>
    /// <param name="batches">
    /// A few batches, the same each time they are enumerated: four times for gradients, once for inputs.
    /// </param>
    /// <param name="loss">The loss of a batch: runs the model and returns a scalar.</param>
    /// <exception cref="ArgumentException">
    /// There are no batches, no adapted layer ran, a start, gradient or input is not finite, or an initializer asks for more than the layer has;
    /// nothing was changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// An initializer needs an instance, an adapter has no rank yet, is merged or has been trained; nothing was changed.
    /// </exception>
    public static void Initialize<TBatch>(this AdapterSet set, IEnumerable<TBatch> batches, Func<TBatch, Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(set);
        lock (set.ChangeLock)
            ModelInitialization.Run(set, ModelInitialization.Waiting(set), Losses(batches, loss));
    }

    /// <summary>Initializes every adapter by one initializer and by what a few batches say of its layer, whatever attributes say.</summary>
    /// <param name="set">The adapters of the model, or of a part of it.</param>
    /// <param name="batches">A few batches, the same each time they are enumerated.</param>
    /// <param name="loss">The loss of a batch: runs the model and returns a scalar.</param>
    /// <param name="initializer">The initializer.</param>
    /// <param name="compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
    /// <inheritdoc cref="Initialize{TBatch}(AdapterSet, IEnumerable{TBatch}, Func{TBatch, Tensor})" path="/exception"/>
    public static void Initialize<TBatch>(
        this AdapterSet set, IEnumerable<TBatch> batches, Func<TBatch, Tensor> loss, IAdapterInitializer initializer, bool compensate = true)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(initializer);
        lock (set.ChangeLock)
            ModelInitialization.Run(set, ModelInitialization.All(set, initializer, compensate), Losses(batches, loss));
    }

    /// <summary>Initializes every adapter by one recipe and by what a few batches say of its layer, whatever attributes say.</summary>
    /// <param name="set">The adapters of the model, or of a part of it.</param>
    /// <param name="batches">A few batches, the same each time they are enumerated.</param>
    /// <param name="loss">The loss of a batch: runs the model and returns a scalar.</param>
    /// <param name="initialization">The recipe, with its defaults.</param>
    /// <param name="compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
    /// <exception cref="ArgumentException">The recipe is <c>Original</c> or <c>Target</c>, or as without a recipe; nothing was changed.</exception>
    /// <inheritdoc cref="Initialize{TBatch}(AdapterSet, IEnumerable{TBatch}, Func{TBatch, Tensor})" path="/exception[@cref='T:System.InvalidOperationException']"/>
    public static void Initialize<TBatch>(
        this AdapterSet set, IEnumerable<TBatch> batches, Func<TBatch, Tensor> loss, AdapterInitialization initialization, bool compensate = true) =>
        set.Initialize(batches, loss, AdapterInitializers.Of(initialization), compensate);

    /// <summary>Initializes one adapter by an initializer, whatever its attribute says.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="initializer">The initializer.</param>
    /// <param name="compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
    /// <inheritdoc cref="Initialize(AdapterSet)" path="/exception"/>
    public static void Initialize(this LayerAdapter adapter, IAdapterInitializer initializer, bool compensate = true) =>
        Run(adapter, initializer, compensate, null);

    /// <summary>Initializes one adapter by an initializer and by what a few batches say of its layer, whatever its attribute says.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="batches">A few batches, the same each time they are enumerated.</param>
    /// <param name="loss">The loss of a batch: runs the model and returns a scalar.</param>
    /// <param name="initializer">The initializer.</param>
    /// <param name="compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
    /// <inheritdoc cref="Initialize{TBatch}(AdapterSet, IEnumerable{TBatch}, Func{TBatch, Tensor})" path="/exception"/>
    public static void Initialize<TBatch>(
        this LayerAdapter adapter, IEnumerable<TBatch> batches, Func<TBatch, Tensor> loss, IAdapterInitializer initializer, bool compensate = true) =>
        Run(adapter, initializer, compensate, Losses(batches, loss));

    /// <summary>Initializes one adapter by a recipe, whatever its attribute says.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="initialization">The recipe, with its defaults.</param>
    /// <param name="compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
    /// <inheritdoc cref="Initialize(AdapterSet, AdapterInitialization, bool)" path="/exception"/>
    public static void Initialize(this LayerAdapter adapter, AdapterInitialization initialization, bool compensate = true) =>
        adapter.Initialize(AdapterInitializers.Of(initialization), compensate);

    /// <summary>Initializes one adapter by a recipe and by what a few batches say of its layer, whatever its attribute says.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="batches">A few batches, the same each time they are enumerated.</param>
    /// <param name="loss">The loss of a batch: runs the model and returns a scalar.</param>
    /// <param name="initialization">The recipe, with its defaults.</param>
    /// <param name="compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
    /// <inheritdoc cref="Initialize{TBatch}(AdapterSet, IEnumerable{TBatch}, Func{TBatch, Tensor}, AdapterInitialization, bool)" path="/exception"/>
    public static void Initialize<TBatch>(
        this LayerAdapter adapter, IEnumerable<TBatch> batches, Func<TBatch, Tensor> loss, AdapterInitialization initialization, bool compensate = true) =>
        adapter.Initialize(batches, loss, AdapterInitializers.Of(initialization), compensate);

    private static void Run(LayerAdapter adapter, IAdapterInitializer initializer, bool compensate, IEnumerable<Func<Tensor>>? losses)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(initializer);
        var set = adapter.Owner ?? throw new InvalidOperationException($"The adapter '{adapter.Name}' belongs to no model.");
        lock (set.ChangeLock)
            ModelInitialization.Run(set, [new PlannedInitialization(set.PathInModel(adapter), adapter, initializer, compensate)], losses);
    }

    private static IEnumerable<Func<Tensor>> Losses<TBatch>(IEnumerable<TBatch> batches, Func<TBatch, Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(loss);
        return batches.Select(batch => (Func<Tensor>)(() => loss(batch)));
    }
}
