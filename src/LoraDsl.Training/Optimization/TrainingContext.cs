using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Hooks;
using LoraDsl.Methods;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>What hooks see of a running training, and how they change ranks in it.</summary>
internal sealed class TrainingContext : ITrainingStep
{
    private readonly OptimizerParameters parameters;
    private readonly Dictionary<LayerAdapter, Trained> trained;
    private readonly Queue<RankChange> changes = new();

    public TrainingContext(AdapterSet set, optim.Optimizer optimizer)
    {
        Set = set;
        parameters = new OptimizerParameters(optimizer);
        trained = set.Named().ToDictionary(entry => entry.Adapter, entry => new Trained(entry.Path, entry.Adapter.Factors));
    }

    /// <summary>The adapters of the model in training.</summary>
    public AdapterSet Set { get; }

    /// <summary>Number of the running step, from 1; between steps that of the last one.</summary>
    public long Step { get; set; }

    /// <summary>The loss of the running step, if it was reported.</summary>
    public double? Loss { get; set; }

    /// <summary>The adapters in training, with their paths.</summary>
    public IEnumerable<(string Path, LayerAdapter Adapter)> Adapters => trained.Select(entry => (entry.Value.Path, entry.Key));

    /// <summary>
    /// Puts other parameters in the place of an adapter's, in the wrapped optimizer, and takes note that they are the adapter's own now.
    /// </summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="replacements">What takes the place of what.</param>
    /// <param name="adopt">Puts the new parameters into the adapter; cannot fail.</param>
    /// <returns>Whether all moments that were to be carried over were.</returns>
    /// <exception cref="NotSupportedException">The optimizer cannot exchange parameters; nothing was changed.</exception>
    public bool Replace(LayerAdapter adapter, IReadOnlyList<ParameterReplacement> replacements, Action adopt)
    {
        foreach (var (old, replacement, _) in replacements)
            replacement.requires_grad = old.requires_grad;
        var carried = parameters.Replace(replacements);
        adopt();
        trained[adapter] = trained[adapter] with { Parameters = adapter.Factors };
        return carried;
    }

    /// <summary>
    /// Changes the rank of an adapter and keeps its ΔW, as <see cref="AdaptiveLoraAdapter.Resize"/> does. On growth the optimizer's moments
    /// of what stays are kept; a smaller rank mixes the components, so the moments restart.
    /// </summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="rank">Its new rank.</param>
    /// <param name="kind">What changes it.</param>
    /// <param name="reason">Why.</param>
    public void Resize(AdaptiveLoraAdapter adapter, int rank, RankChangeKind kind, string reason)
    {
        var old = adapter.Rank;
        if (rank == old)
            return;
        var resized = adapter.Resized(rank);
        bool carried;
        try
        {
            ParameterReplacement[] replacements = rank > old
                ?
                [
                    new(adapter.A, resized.A, MomentMaps.Grow(0, rank)),
                    new(adapter.B, resized.B, MomentMaps.Grow(1, rank, 1 / resized.ScalingFactor)),
                ]
                : [new(adapter.A, resized.A, Carry: null), new(adapter.B, resized.B, Carry: null)];
            carried = Replace(adapter, replacements, () => adapter.Adopt(resized));
        }
        catch
        {
            resized.A.Dispose();
            resized.B.Dispose();
            throw;
        }

        var moments = (rank > old, carried) switch
        {
            (false, _) => "the optimizer's moments restart",
            (true, true) => "the optimizer's moments are kept",
            (true, false) => "the optimizer's moments restart, which are of a kind that cannot be carried over",
        };
        Report(adapter, old, rank, kind, $"{reason}; {moments}");
    }

    /// <summary>Records a change of a rank; the event is raised when the step is over.</summary>
    public void Report(LayerAdapter adapter, int oldRank, int newRank, RankChangeKind kind, string reason) =>
        changes.Enqueue(new RankChange(Step, trained[adapter].Path, oldRank, newRank, kind, reason));

    /// <summary>Tells subscribers of the changes that were noted.</summary>
    public void RaiseEvents()
    {
        while (changes.TryDequeue(out var change))
            Set.OnRankChanged(change);
    }

    /// <summary>The adapter's path, where it is one of the model's.</summary>
    public string? PathOf(LayerAdapter adapter) => trained.GetValueOrDefault(adapter)?.Path;

    /// <summary>Opens a step.</summary>
    /// <exception cref="InvalidOperationException">An adapter is merged, none is in force, or their parameters are others than the optimizer's.</exception>
    public void BeginStep()
    {
        RequireCurrent();
        Set.RequireInForce();
        Step++;
    }

    /// <summary>Throws unless the adapters are as the optimizer knows them.</summary>
    /// <exception cref="InvalidOperationException">An adapter is merged, or its parameters are others than the optimizer's.</exception>
    public void RequireCurrent()
    {
        Set.RequireUnmerged("train");
        Set.RequireWholeInForce();
        if (FirstReplaced() is not null)
            throw Replaced();
    }

    /// <summary>Throws unless an adapter's parameters are the optimizer's. Checks no other: a caller that changes many ranks calls it for each.</summary>
    /// <exception cref="InvalidOperationException">Its parameters are others than the optimizer's.</exception>
    public void RequireCurrent(LayerAdapter adapter)
    {
        if (!trained[adapter].Parameters.SequenceEqual(adapter.Factors, ReferenceEqualityComparer.Instance))
            throw Replaced();
    }

    /// <summary>The error of an optimizer whose parameters are no longer the model's.</summary>
    public InvalidOperationException Replaced()
    {
        var what = FirstReplaced() is { } path ? $"The parameters of the adapter '{path}'" : "Parameters of the base that were unfrozen";
        return new($"{what} were replaced after the optimizer was made: make the optimizer last, after to(), AllocateRanks() and Load(), and change ranks from then on by its Resize().");
    }

    private string? FirstReplaced()
    {
        foreach (var (adapter, (path, known)) in trained)
        {
            if (!known.SequenceEqual(adapter.Factors, ReferenceEqualityComparer.Instance))
                return path;
        }

        return null;
    }

    /// <summary>Closes a step and tells subscribers what it changed.</summary>
    /// <param name="completed">Whether it counts: one that threw did not happen.</param>
    public void EndStep(bool completed)
    {
        if (completed)
            RaiseEvents();
        else
            Step--;
        Loss = null;
    }

    private sealed record Trained(string Path, IReadOnlyList<Parameter> Parameters);
}
