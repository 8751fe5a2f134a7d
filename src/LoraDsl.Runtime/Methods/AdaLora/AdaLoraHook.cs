using LoraDsl.Adapters;
using LoraDsl.Hooks;
using LoraDsl.Layers;
using LoraDsl.State;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// AdaLoRA's part of a step. Before the parameters move: the statistics take in the gradients, that of the orthogonality term is added,
/// triplets are chosen. Afterwards: λ of the others is zero.
/// </summary>
public sealed class AdaLoraHook : IStepHook, IDisposable
{
    private readonly AdaLoraPlan plan;
    private readonly AdaLoraAdapter[] adapters;
    private readonly Dictionary<AdaLoraAdapter, TripletStatistics> statistics;
    private readonly List<(AdaLoraAdapter Adapter, bool[] Kept, long Budget)> chosen = [];
    private long done;

    /// <summary>Makes the hook of a plan.</summary>
    /// <param name="plan">The plan.</param>
    public AdaLoraHook(AdaLoraPlan plan)
    {
        this.plan = plan;
        adapters = [.. plan.Shares.SelectMany(share => share.Adapters).Select(entry => entry.Adapter)];
        statistics = adapters.ToDictionary(adapter => adapter, adapter => new TripletStatistics(adapter));
        foreach (var adapter in adapters)
        {
            adapter.IsFinal = false;
            adapter.TrainedWith = plan.Options;
        }
    }

    private AdaLoraOptions Options => plan.Options;

    /// <inheritdoc/>
    public void BeforeStep(ITrainingStep training)
    {
        if (!Options.PenaltyCountsInScores)
            Observe();
        if (Options.OrthogonalityWeight > 0)
            Orthogonality.AddGradient(adapters, Options.OrthogonalityWeight);
        if (Options.PenaltyCountsInScores)
            Observe();
        if (Allocates(done + 1))
            Choose(done + 1);
    }

    /// <inheritdoc/>
    public void AfterStep(ITrainingStep training, bool completed)
    {
        if (completed)
        {
            done++;
            Mask(training);
            if (done == Options.FinalFrom)
                Finish(training);
        }

        chosen.Clear();
    }

    /// <summary>Takes masked triplets out of the parameters, the optimizer's state along with them.</summary>
    /// <exception cref="NotSupportedException">The optimizer cannot exchange parameters; nothing was changed.</exception>
    public void Compact(ITrainingStep training)
    {
        foreach (var adapter in adapters)
        {
            if (adapter.Effective() is var kept && kept.Length < adapter.StoredRank)
                Compact(training, adapter, kept);
        }
    }

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        state.Write("done", done);
        foreach (var (index, seen) in NumberedStatistics())
            seen.Save(state.Section($"{index}"));
    }

    /// <inheritdoc/>
    public void RequireFit(SavedState state, long step)
    {
        if (state.ReadCount("done") >= Options.FinalFrom)
            return;
        foreach (var (index, adapter) in adapters.Index())
            TripletStatistics.RequireFit(state.Section($"{index}"), adapter);
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        done = state.ReadCount("done");
        foreach (var adapter in adapters)
            adapter.IsFinal = done >= Options.FinalFrom;

        // There are none any more once the ranks are final.
        Dispose();
        if (done >= Options.FinalFrom)
            return;
        foreach (var adapter in adapters)
            statistics.Add(adapter, new TripletStatistics(adapter));
        foreach (var (index, seen) in NumberedStatistics())
            seen.Load(state.Section($"{index}"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var seen in statistics.Values)
            seen.Dispose();
        statistics.Clear();
    }

    private IEnumerable<(int Index, TripletStatistics Seen)> NumberedStatistics()
    {
        foreach (var (index, adapter) in adapters.Index())
        {
            if (statistics.TryGetValue(adapter, out var seen))
                yield return (index, seen);
        }
    }

    private bool Allocates(long step) =>
        step == Options.FinalFrom
        || (step >= Options.WarmupSteps && step < Options.FinalFrom && step % Options.AllocationInterval == 0);

    private void Observe()
    {
        // There are no statistics any more once the ranks are final.
        foreach (var seen in statistics.Values)
            seen.Update(Options);
    }

    private void Choose(long step)
    {
        foreach (var share in plan.Shares)
        {
            var kept = share.Choose(step, statistics);
            foreach (var (index, (_, adapter)) in share.Adapters.Index())
                chosen.Add((adapter, kept[index], share.After(step)));
        }
    }

    private void Mask(ITrainingStep training)
    {
        foreach (var (adapter, kept, budget) in chosen)
        {
            var before = adapter.Rank;
            adapter.Mask(kept);
            if (adapter.Rank != before)
                training.Report(adapter, before, adapter.Rank, RankChangeKind.Budget, $"the budget is {budget}");
        }

        // The mask does not change any more, but momentum and weight decay move what is masked.
        if (done > Options.FinalFrom)
        {
            foreach (var adapter in adapters)
                adapter.ZeroMasked();
        }
    }

    private void Finish(ITrainingStep training)
    {
        foreach (var adapter in adapters)
            adapter.IsFinal = true;
        Dispose();
        if (Options.CompactsWhenFinal)
            Compact(training);
    }

    private void Compact(ITrainingStep training, AdaLoraAdapter adapter, long[] kept)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var stored = adapter.StoredRank;
        Parameter[] compact = [.. adapter.EffectiveFactors().Select(values => LowRankFactors.LikeWeight(values, adapter.Layer))];
        var carried = training.Replace(
            adapter,
            [
                new ParameterReplacement(adapter.A, compact[0], MomentMaps.Select(0, kept)),
                new ParameterReplacement(adapter.B, compact[1], MomentMaps.Select(1, kept)),
                new ParameterReplacement(adapter.E, compact[2], MomentMaps.Select(0, kept)),
            ],
            () => adapter.Adopt(compact, kept));
        if (statistics.TryGetValue(adapter, out var seen))
            seen.Keep(tensor(kept, ScalarType.Int64).to(adapter.A.device));
        training.Report(
            adapter,
            adapter.Rank,
            adapter.Rank,
            RankChangeKind.Compaction,
            $"{stored - kept.Length} of {stored} triplets taken out, moments {(carried ? "carried over" : "started anew")}");
    }
}
