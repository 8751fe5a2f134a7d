using LoraDsl.State;

namespace LoraDsl.Methods;

public abstract partial class AdaLoraAdapter
{
    /// <summary>
    /// Triplets that the running training began with, which its budget falls from; none before there was one. A training that goes on
    /// from a saved state has it from there, whatever was taken out of the parameters since.
    /// </summary>
    internal int? StartedWith { get; private set; }

    /// <summary>Whether the next training goes on from a saved state.</summary>
    private bool isResumed;

    /// <summary>Takes note that a training begins, or goes on.</summary>
    /// <returns>The triplets that it began with.</returns>
    internal int BeginTraining()
    {
        if (!isResumed || StartedWith is null)
            StartedWith = StoredRank;
        isResumed = false;
        return StartedWith.Value;
    }

    /// <summary>The next training begins with what there is.</summary>
    internal sealed override void ForgetTraining() => isResumed = false;

    /// <inheritdoc/>
    internal sealed override string Method => "AdaLoRA";

    /// <inheritdoc/>
    internal sealed override string StepDuty => "add the orthogonality term, nor bring the ranks down to the budget";

    /// <inheritdoc/>
    internal sealed override void Save(SavedState state)
    {
        base.Save(state);
        state.Write("live", live.Select(isLive => isLive ? 1L : 0));
        state.Write("final", IsFinal ? 1 : 0);
        state.Write("started_with", StartedWith ?? StoredRank);
    }

    /// <inheritdoc/>
    private protected sealed override IReadOnlyList<long[]> ShapesAt(int rank) => [.. base.ShapesAt(rank), [rank, 1]];

    /// <inheritdoc/>
    private protected sealed override void RequireFit(string path, SavedState state, int rank)
    {
        _ = (state.ReadFlag("final"), state.ReadCount("started_with"));
        if (state.ReadWholeNumbers("live") is var saved && (saved.Count != rank || !saved.All(isLive => isLive is 0 or 1)))
            throw new InvalidDataException($"The saved adapter of '{path}' has {rank} triplets, and its mask ({string.Join(", ", saved)}) is not of as many: the state is damaged.");
    }

    /// <inheritdoc/>
    internal sealed override void Load(SavedState state)
    {
        bool[] saved = [.. state.ReadWholeNumbers("live").Select(isLive => isLive == 1)];
        var (isFinal, startedWith) = (state.ReadWhole("final") == 1, (int)state.ReadWhole("started_with"));
        base.Load(state);
        (live, IsFinal, StartedWith, isResumed) = (saved, isFinal, startedWith, true);
    }

    /// <inheritdoc/>
    private protected sealed override bool HoldsRank(int rank) => rank <= Layer.FullRank;
}
