using LoraDsl.Hooks;
using LoraDsl.State;

namespace LoraDsl.Methods;

/// <summary>DyLoRA's part of a step: what a frozen step is not to move is put back, and the next rank is drawn.</summary>
public sealed class DyLoraHook : IStepHook
{
    private readonly DyLoraAdapter[] adapters;
    private int seed;
    private long draws;
    private Random ranks;

    /// <summary>Makes the hook, and draws the ranks of the first step.</summary>
    /// <param name="adapters">The adapters, all of the model.</param>
    /// <param name="seed">Seed of the draws.</param>
    public DyLoraHook(DyLoraAdapter[] adapters, int seed)
    {
        this.adapters = adapters;
        this.seed = seed;
        ranks = new Random(seed);
        DrawRanks();
    }

    /// <inheritdoc/>
    public void BeforeStep(ITrainingStep training)
    {
        foreach (var adapter in adapters)
            adapter.BeforeStep();
    }

    /// <inheritdoc/>
    public void AfterStep(ITrainingStep training, bool completed)
    {
        foreach (var adapter in adapters)
            adapter.AfterStep();
        if (completed)
            DrawRanks();
    }

    /// <inheritdoc/>
    public void Save(SavedState state) => state.Write("draws", seed, draws);

    /// <inheritdoc/>
    public void RequireFit(SavedState state, long step)
    {
        var saved = state.ReadWholeNumbers("draws");
        if (saved is not [>= int.MinValue and <= int.MaxValue, >= 1] || saved[1] > step + 1)
            throw new InvalidDataException($"The saved state of DyLoRA is ({string.Join(", ", saved)}) after step {step}: it has to be a seed and how often a rank was drawn, once and once after each step.");
    }

    /// <summary>Draws again what was drawn, since the generator does not show its state.</summary>
    public void Load(SavedState state)
    {
        var saved = state.ReadWholeNumbers("draws");
        (seed, draws) = ((int)saved[0], saved[1] - 1);
        ranks = new Random(seed);
        for (var draw = 0L; draw < draws; draw++)
            ranks.NextDouble();
        DrawRanks();
    }

    private void DrawRanks()
    {
        draws++;

        // One draw for the whole model: adapters of the same range work at the same rank.
        var position = ranks.NextDouble();
        foreach (var adapter in adapters)
            adapter.DrawRank(position);
    }
}
