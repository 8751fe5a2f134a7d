using LoraDsl.Adapters;
using LoraDsl.Methods;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Forward.Recompute;

/// <summary>The modules of a pass that is run twice, as they were in the first run.</summary>
internal sealed class PassModules
{
    private readonly List<nn.Module> modules = [];
    private readonly List<bool> modes;
    private readonly List<Parameter> parameters;
    private readonly List<(LayerAdapter Adapter, bool IsEnabled, bool IsMerged)> states;
    private readonly List<(DyLoraAdapter Adapter, (int Evaluation, int Training) Ranks)> ranks;

    public PassModules(IEnumerable<nn.Module> owners)
    {
        var seen = new HashSet<nn.Module>(ReferenceEqualityComparer.Instance);
        foreach (var owner in owners)
        {
            ArgumentNullException.ThrowIfNull(owner, nameof(owners));
            Add(owner, seen);
        }

        modes = modules.ConvertAll(module => module.training);
        parameters = ParametersNow();
        states = [.. modules.OfType<LayerAdapter>().Select(adapter => (adapter, adapter.Enabled, adapter.IsMerged))];
        ranks = [.. modules.OfType<DyLoraAdapter>().Select(adapter => (adapter, adapter.PassRanks))];
        List<Tensor> leaves = [.. parameters.Where(parameter => parameter.requires_grad)];
        CanRunAgain = true;
        foreach (var (adapter, _, _) in states)
        {
            if (adapter.Probe is not { } probe)
                continue;
            if (probe.LeavesOf(adapter) is { } probed)
                leaves.AddRange(probed);
            else
                CanRunAgain = false;
        }

        Leaves = leaves;
        Frozen = parameters.FindAll(parameter => !parameter.requires_grad);
    }

    /// <summary>Whether whatever watches the layers sees what it has to when the pass gets its graph in the backward pass only.</summary>
    public bool CanRunAgain { get; }

    /// <summary>What gets gradients besides the input.</summary>
    public IReadOnlyList<Tensor> Leaves { get; }

    /// <summary>The parameters that get none.</summary>
    public IReadOnlyList<Tensor> Frozen { get; }

    /// <summary>Puts the modules into the state of the first run.</summary>
    /// <returns>Puts them back when disposed.</returns>
    /// <exception cref="InvalidOperationException">They cannot be, because their parameters are others now.</exception>
    public IDisposable AsBefore()
    {
        RequireUnchanged();
        var undo = new UndoStack();
        RestoreModes(undo);
        foreach (var (adapter, before) in ranks)
        {
            var now = adapter.PassRanks;
            adapter.PassRanks = before;
            undo.Push(() => adapter.PassRanks = now);
        }

        foreach (var attention in modules.OfType<IAttentionModule>().Where(attention => attention.AttentionProbe is not null))
        {
            var probe = attention.AttentionProbe;
            attention.AttentionProbe = null;
            undo.Push(() => attention.AttentionProbe = probe);
        }

        KeepStatistics(undo);
        return undo;
    }

    private void Add(nn.Module module, HashSet<nn.Module> seen)
    {
        if (!seen.Add(module))
            return;
        modules.Add(module);
        foreach (var child in module.modules())
            Add(child, seen);

        // An adapter runs its layer, which is registered beside it.
        if (module is LayerAdapter adapter)
            Add(adapter.Layer.Module, seen);
    }

    private List<Parameter> ParametersNow()
    {
        var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        return [.. modules.SelectMany(module => module.parameters(recurse: false)).Where(seen.Add)];
    }

    private void RequireUnchanged()
    {
        if (!parameters.SequenceEqual(ParametersNow(), ReferenceEqualityComparer.Instance))
        {
            throw new InvalidOperationException(
                "The parameters of a pass that is recomputed were replaced between its forward and its backward pass: change ranks, types and devices after backward().");
        }

        foreach (var (adapter, isEnabled, isMerged) in states)
        {
            if (adapter.Enabled != isEnabled || adapter.IsMerged != isMerged)
            {
                throw new InvalidOperationException(
                    $"The adapter '{adapter.Name}' was merged, unmerged, enabled or disabled between the forward and the backward pass of a pass that is recomputed: do so after backward().");
            }
        }
    }

    private void RestoreModes(UndoStack undo)
    {
        var now = modules.ConvertAll(module => module.training);
        if (modes.SequenceEqual(now))
            return;
        Set(modes);
        undo.Push(() => Set(now));

        // Parents come before their children, which train() on a parent changes too.
        void Set(List<bool> values)
        {
            foreach (var (module, training) in modules.Zip(values))
                module.train(training);
        }
    }

    private void KeepStatistics(UndoStack undo)
    {
        foreach (var norm in modules.OfType<NormBase>().Where(norm => norm.training))
        {
            foreach (var statistic in new[] { norm.running_mean, norm.running_var, norm.num_batches_tracked })
            {
                if (statistic is null)
                    continue;
                var kept = statistic.detach().clone();
                undo.Push(() =>
                {
                    using var untracked = no_grad();
                    statistic.copy_(kept);
                    kept.Dispose();
                });
            }
        }
    }
}
