using LoraDsl.Adapters;

namespace LoraDsl.Training;

/// <summary>DyLoRA's part of a step: what a frozen step is not to move is put back, and the next rank is drawn.</summary>
internal sealed class DyLoraHook : IStepHook
{
    private readonly DyLoraAdapter[] adapters;
    private readonly Random ranks;

    public DyLoraHook(DyLoraAdapter[] adapters, int seed)
    {
        this.adapters = adapters;
        ranks = new Random(seed);
        DrawRanks();
    }

    public void BeforeStep(TrainingContext training)
    {
        foreach (var adapter in adapters)
            adapter.BeforeStep();
    }

    public void AfterStep(TrainingContext training, bool completed)
    {
        foreach (var adapter in adapters)
            adapter.AfterStep();
        DrawRanks();
    }

    private void DrawRanks()
    {
        // One draw for the whole model: adapters of the same range work at the same rank.
        var position = ranks.NextDouble();
        foreach (var adapter in adapters)
            adapter.DrawRank(position);
    }
}
