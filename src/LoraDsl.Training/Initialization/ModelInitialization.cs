using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Initialization;
using static TorchSharp.torch;

namespace LoraDsl.Training.Initialization;

/// <summary>Initializes adapters: all of them, or none and the model stays as it was.</summary>
internal static class ModelInitialization
{
    /// <summary>The adapters that wait for the initialization that their attribute names.</summary>
    /// <exception cref="InvalidOperationException">One waits for what only an instance knows.</exception>
    public static IReadOnlyList<PlannedInitialization> Waiting(AdapterSet set)
    {
        var planned = new List<PlannedInitialization>();
        var paths = set.PathsInModel();
        foreach (var (_, adapter) in set.Named())
        {
            if (adapter.IsInitialized)
                continue;
            var path = paths[adapter];
            var initializer = adapter.Initializer ?? throw new InvalidOperationException(
                $"'{path}' is initialized from a target that only the program knows: call Lora.….Initialize(new TargetInitializer(…)) on it.");
            planned.Add(new PlannedInitialization(path, adapter, initializer, adapter.Compensates));
        }

        return planned;
    }

    /// <summary>Every adapter of a set, by one initializer.</summary>
    public static IReadOnlyList<PlannedInitialization> All(AdapterSet set, IAdapterInitializer initializer, bool compensate)
    {
        var paths = set.PathsInModel();
        return [.. set.Named().Select(entry => new PlannedInitialization(paths[entry.Adapter], entry.Adapter, initializer, compensate))];
    }

    /// <summary>Initializes adapters of one model.</summary>
    /// <param name="set">The set that they were asked for through.</param>
    /// <param name="planned">The adapters.</param>
    /// <param name="losses">The loss of each batch; none where there are no batches.</param>
    public static void Run(AdapterSet set, IReadOnlyList<PlannedInitialization> planned, IEnumerable<Func<Tensor>>? losses)
    {
        Require(set, planned, losses is not null);
        using var scope = NewDisposeScope();
        var randomState = get_rng_state();
        try
        {
            Begin(set, planned, losses);
        }
        catch
        {
            set_rng_state(randomState);
            throw;
        }
    }

    private static void Begin(AdapterSet set, IReadOnlyList<PlannedInitialization> planned, IEnumerable<Func<Tensor>>? losses)
    {
        var gradients = Read(planned, InitializerNeeds.Gradient, adapters => GradientInitialization.Vectors(set.Root.Model, adapters, losses!));
        var inputs = Read(planned, InitializerNeeds.Inputs, adapters => InputInitialization.Directions(set.Root.Model, adapters, losses!));
        var covariances = Read(planned, InitializerNeeds.Covariance, adapters => InputCovariance.Of(set.Root.Model, adapters, losses!));
        var depths = planned.Any(start => start.Initializer.Needs == InitializerNeeds.Depth) ? set.Depths() : null;

        // Every value is there before any adapter is touched.
        var values = planned.Where(start => start.Adapter.StoredRank > 0).Select(Values).ToList();
        using var changes = new AdapterChanges();
        foreach (var ((_, adapter, initializer, compensate), factors, isReached) in values)
        {
            changes.Open(adapter);
            if (factors is var (a, b))
                adapter.SetFactors(a, b);
            adapter.Begin(isReached ? initializer : null, compensate);
        }

        changes.Commit();

        // A layer that no batch reaches keeps LoRA's own start, or gets it in the place of another.
        (PlannedInitialization Start, (Tensor A, Tensor B)? Factors, bool IsReached) Values(PlannedInitialization start)
        {
            var (path, adapter, initializer, _) = start;
            var data = new InitializationData(
                path, depths?[adapter] ?? 0, gradients.GetValueOrDefault(adapter), inputs.GetValueOrDefault(adapter), covariances.GetValueOrDefault(adapter));
            var isReached = initializer.Needs switch
            {
                InitializerNeeds.Gradient => data.Gradient is not null,
                InitializerNeeds.Inputs => data.Inputs is not null,
                InitializerNeeds.Covariance => data.Covariance is not null,
                _ => true,
            };
            return (start, isReached ? adapter.InitialValues(initializer, adapter.StoredRank, data) : adapter.ValuesInPlaceOfInitial(), isReached);
        }
    }

    private static void Require(AdapterSet set, IReadOnlyList<PlannedInitialization> planned, bool hasBatches)
    {
        set.RequireUnmerged("initialize");
        var weights = set.Root.Named().ToLookup(entry => entry.Adapter.Layer.Weight.Handle, entry => entry.Path);
        foreach (var (path, adapter, initializer, compensate) in planned)
        {
            adapter.RequireInitializer(path, initializer);
            if (adapter.IsTrained)
                throw new InvalidOperationException($"The adapter '{path}' has been trained: initializing it again would throw that away. Initialize before training, or call Lora.Reset() first.");
            if (!hasBatches && initializer.Needs is InitializerNeeds.Gradient or InitializerNeeds.Inputs or InitializerNeeds.Covariance)
                throw new InvalidOperationException($"'{path}' is initialized by \"{initializer.Name}\", which needs batches: call Lora.Initialize(batches, loss).");
            if (compensate && initializer.ChangesModel && weights[adapter.Layer.Weight.Handle].FirstOrDefault(other => other != path) is { } other)
                throw new InvalidOperationException($"'{path}' and '{other}' share one weight, which cannot be compensated for \"{initializer.Name}\" in one of them: start them by an initializer that leaves B zero, or with compensate: false.");
        }

        set.RequireOwnWeights([.. planned.Where(start => start is { Compensate: true, Initializer.ChangesModel: true }).Select(start => start.Adapter)], "compensated for a start");
    }

    private static Dictionary<LayerAdapter, T> Read<T>(
        IReadOnlyList<PlannedInitialization> planned,
        InitializerNeeds needs,
        Func<IReadOnlyList<(string Path, LayerAdapter Adapter, int Count)>, IReadOnlyList<T?>> read)
        where T : class
    {
        var found = new Dictionary<LayerAdapter, T>(ReferenceEqualityComparer.Instance);
        List<(string Path, LayerAdapter Adapter, int Count)> adapters = [.. planned
            .Where(start => start.Initializer.Needs == needs && start.Adapter.StoredRank > 0)
            .Select(start => (start.Path, start.Adapter, start.Initializer.Directions(start.Adapter.StoredRank)))];
        if (adapters.Count == 0)
            return found;
        foreach (var ((_, adapter, _), value) in adapters.Zip(read(adapters)))
        {
            if (value is not null)
                found.Add(adapter, value);
        }

        return found;
    }
}
