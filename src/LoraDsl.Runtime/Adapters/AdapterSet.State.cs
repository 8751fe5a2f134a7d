using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class AdapterSet
{
    /// <summary>
    /// Whether the adapters take part in the forward pass; switched off, the model answers as its base does. Reads true when any
    /// adapter does.
    /// </summary>
    /// <exception cref="InvalidOperationException">An adapter is merged; nothing was changed.</exception>
    public bool Enabled
    {
        get
        {
            foreach (var (_, adapter) in Named())
            {
                if (adapter.Enabled)
                    return true;
            }

            return TrainedTensors().Any(entry => entry.Tensor.IsEnabled);
        }

        set
        {
            lock (ChangeLock)
            {
                RequireUnmerged(value ? "enable" : "disable");
                foreach (var (_, adapter) in Named())
                    adapter.Enabled = value;
                foreach (var (_, tensor) in TrainedTensors())
                    tensor.IsEnabled = value;
            }
        }
    }

    /// <summary>Whether any adapter is merged.</summary>
    public bool IsMerged => FirstMerged() is not null;

    /// <summary>Number of values that training would move: those of every parameter of the model that requires a gradient.</summary>
    public long TrainableParameters
    {
        get
        {
            var count = 0L;
            foreach (var parameter in Model.parameters())
            {
                if (parameter.requires_grad)
                    count += parameter.numel();
            }

            return count;
        }
    }

    /// <summary>
    /// Freezes every parameter of the model but the adapters' and what is trained whole (<c>[TrainWhole]</c>), whose first values are the base's at this
    /// moment: load the base before. Running statistics of normalization layers are of the base, too, and
    /// stay as they are, but those of a layer that is trained whole.
    /// </summary>
    public void FreezeBase()
    {
        lock (ChangeLock)
        {
            contents.JoinedAt = -1;
            foreach (var parameter in Model.parameters())
                parameter.requires_grad = false;
            foreach (var (_, adapter) in Named())
                adapter.SetTrainable(true);

            FreezeBaseOfWhole();

            // The new statistics take part by the momentum, so none of them do.
            var trained = NormsTrainedWhole();
            foreach (var norm in Model.modules().OfType<NormBase>().Where(norm => norm.track_running_stats && !trained.Contains(norm)))
                norm.momentum = 0;
        }
    }

    /// <summary>
    /// Adds every adapter to the weight of its layer, W ← W + s·B·A, so that the model runs at the base's cost. The product and the sum
    /// are formed in float32 (float64 for a float64 base) and rounded once.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// An adapter is merged already or disabled, or a merged weight has values that are not finite in its type; nothing was changed.
    /// </exception>
    public void Merge() => Merge(allowNonFinite: false);

    /// <inheritdoc cref="Merge()"/>
    /// <param name="allowNonFinite">Whether merged weights may have values that are not finite.</param>
    public void Merge(bool allowNonFinite)
    {
        lock (ChangeLock)
        {
            RequireUnmerged("merge");
            WarnOfMissed();
            SharedWeights.RequireOwn(Root.Model, Named().Select(entry => entry.Adapter.Place).Where(place => place.ChangesWeight), "merged");
            var merged = new Stack<LayerAdapter>();
            try
            {
                foreach (var (path, adapter) in Named())
                {
                    adapter.Merge();
                    merged.Push(adapter);
                    if (!allowNonFinite)
                        adapter.Place.RequireFinite(path);
                }
            }
            catch
            {
                while (merged.TryPop(out var adapter))
                    adapter.Unmerge();
                throw;
            }
        }
    }

    /// <summary>Merges and reports how far the model's answer moved by rounding.</summary>
    /// <param name="probe">Runs the model on a probe batch.</param>
    /// <returns>max|Δy| between the answers before and after.</returns>
    /// <exception cref="InvalidOperationException">An adapter is merged already or disabled; nothing was changed.</exception>
    public double Merge(Func<Tensor> probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        lock (ChangeLock)
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var before = probe();
            Merge();
            try
            {
                return probe().sub(before).abs().max().to(ScalarType.Float64).item<double>();
            }
            catch
            {
                Unmerge();
                throw;
            }
        }
    }

    /// <summary>Puts the weight of every layer back, bit for bit. Does nothing where nothing is merged.</summary>
    public void Unmerge()
    {
        lock (ChangeLock)
        {
            foreach (var (_, adapter) in Named())
            {
                if (adapter.IsMerged)
                    adapter.Place.WarnIfWritten();
                adapter.Unmerge();
            }
        }
    }

    /// <summary>
    /// Puts the weights of layers back, bit for bit, that were compensated for the initial values of their adapter, and initializes every adapter again, as
    /// when it was attached or got its rank: what was trained is lost. An optimizer is to be made anew.
    /// </summary>
    /// <exception cref="InvalidOperationException">An adapter is merged; nothing was changed.</exception>
    public void Reset()
    {
        lock (ChangeLock)
        {
            RequireUnmerged("reset");
            foreach (var (_, adapter) in Named())
                adapter.Reset();
            foreach (var (_, tensor) in TrainedTensors())
                tensor.Reset();
        }
    }

    /// <summary>Throws unless a pass of the model has a part of one of the adapters at least.</summary>
    /// <exception cref="InvalidOperationException">Others are in force, or none: training would move nothing.</exception>
    internal void RequireInForce()
    {
        var isEmpty = true;
        foreach (var (_, adapter) in Named())
        {
            if (adapter.Place.Uses(adapter))
                return;
            isEmpty = false;
        }

        if (!isEmpty)
            throw new InvalidOperationException($"The adapters \"{Name}\" of {ModelName} are not in force, so training would not move them: choose them by Use() before the pass.");
    }

    /// <summary>Throws when an adapter is merged.</summary>
    /// <param name="action">What cannot be done, as an infinitive.</param>
    internal void RequireUnmerged(string action)
    {
        if (FirstMerged() is { } path)
            throw new InvalidOperationException($"Cannot {action} the adapters of {ModelName} while '{path}' is merged: call Unmerge() first.");
    }

    private string? FirstMerged()
    {
        foreach (var (path, adapter) in Named())
        {
            if (adapter.IsMerged)
                return path;
        }

        return null;
    }
}
