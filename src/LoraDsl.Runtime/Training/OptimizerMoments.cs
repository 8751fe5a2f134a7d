using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>What optimizers keep for a parameter between steps.</summary>
internal static class OptimizerMoments
{
    /// <summary>Fills the state of a parameter's successor from the parameter's own, the number of steps included.</summary>
    /// <param name="from">The parameter's state.</param>
    /// <param name="to">The successor's, as it is before the first step.</param>
    /// <param name="map">How moments follow.</param>
    /// <returns>Whether the kind of state is known; otherwise the successor starts anew.</returns>
    public static bool Carry(OptimizerState from, OptimizerState to, MomentMap map)
    {
        switch (from, to)
        {
            case (SGD.State old, SGD.State fresh):
                fresh.momentum_buffer = Mapped(old.momentum_buffer, fresh.momentum_buffer, 1, map)!;
                return true;
            case (Adam.State old, Adam.State fresh):
                fresh.exp_avg = Mapped(old.exp_avg, fresh.exp_avg, 1, map)!;
                fresh.exp_avg_sq = Mapped(old.exp_avg_sq, fresh.exp_avg_sq, 2, map)!;
                fresh.max_exp_avg_sq = Mapped(old.max_exp_avg_sq, fresh.max_exp_avg_sq, 2, map)!;
                fresh.step = old.step;
                return true;
            case (AdamW.State old, AdamW.State fresh):
                fresh.exp_avg = Mapped(old.exp_avg, fresh.exp_avg, 1, map)!;
                fresh.exp_avg_sq = Mapped(old.exp_avg_sq, fresh.exp_avg_sq, 2, map)!;
                fresh.max_exp_avg_sq = Mapped(old.max_exp_avg_sq, fresh.max_exp_avg_sq, 2, map)!;
                fresh.step = old.step;
                return true;
            default:
                return false;
        }
    }

    private static Tensor? Mapped(Tensor? old, Tensor? fresh, int order, MomentMap map)
    {
        if (old is null)
            return fresh;
        using var untracked = no_grad();
        using var scope = NewDisposeScope();
        var mapped = map(old, order).DetachFromDisposeScope();
        fresh?.Dispose();
        return mapped;
    }
}
