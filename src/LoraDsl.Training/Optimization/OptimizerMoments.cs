using LoraDsl.Hooks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>What optimizers keep for a parameter between steps.</summary>
internal static class OptimizerMoments
{
    /// <summary>Fills the state of a parameter's successor from the parameter's own, the number of steps included.</summary>
    /// <param name="from">The parameter's state.</param>
    /// <param name="to">The successor's, as it is before the first step.</param>
    /// <param name="map">How moments follow.</param>
    /// <returns>Whether the kind of state is known; otherwise the successor's state restarts.</returns>
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
            case (NAdam.State old, NAdam.State fresh):
                fresh.exp_avg = Mapped(old.exp_avg, fresh.exp_avg, 1, map)!;
                fresh.exp_avg_sq = Mapped(old.exp_avg_sq, fresh.exp_avg_sq, 2, map)!;
                (fresh.step, fresh.mu_product) = (old.step, old.mu_product);
                return true;
            case (RAdam.State old, RAdam.State fresh):
                fresh.exp_avg = Mapped(old.exp_avg, fresh.exp_avg, 1, map)!;
                fresh.exp_avg_sq = Mapped(old.exp_avg_sq, fresh.exp_avg_sq, 2, map)!;
                fresh.step = old.step;
                return true;
            case (Adamax.State old, Adamax.State fresh):
                fresh.exp_avg = Mapped(old.exp_avg, fresh.exp_avg, 1, map)!;
                fresh.exp_inf = Mapped(old.exp_inf, fresh.exp_inf, 1, map)!;
                fresh.step = old.step;
                return true;
            case (RMSProp.State old, RMSProp.State fresh):
                fresh.square_avg = Mapped(old.square_avg, fresh.square_avg, 2, map)!;
                fresh.momentum_buffer = Mapped(old.momentum_buffer, fresh.momentum_buffer, 0, map)!;
                fresh.grad_avg = Mapped(old.grad_avg, fresh.grad_avg, 1, map)!;
                fresh.step = old.step;
                return true;
            case (Adagrad.State old, Adagrad.State fresh):
                fresh.sum = Joined(old.sum, fresh.sum, 2, map);
                fresh.step = old.step;
                return true;
            case (Adadelta.State old, Adadelta.State fresh):
                fresh.square_avg = Mapped(old.square_avg, fresh.square_avg, 2, map)!;
                fresh.acc_delta = Mapped(old.acc_delta, fresh.acc_delta, -2, map)!;
                fresh.step = old.step;
                return true;
            case (Rprop.State old, Rprop.State fresh):
                fresh.prev = Mapped(old.prev, fresh.prev, 1, map)!;
                fresh.step_size = Joined(old.step_size, fresh.step_size, -1, map);
                fresh.step = old.step;
                return true;
            case (ASGD.State old, ASGD.State fresh):
                fresh.ax = Joined(old.ax, fresh.ax, -1, map);
                (fresh.step, fresh.eta, fresh.mu) = (old.step, old.eta, old.mu);
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

    // Where the first value is not zero, what is new keeps it.
    private static Tensor Joined(Tensor old, Tensor fresh, int order, MomentMap map)
    {
        using var untracked = no_grad();
        using var scope = NewDisposeScope();
        var kept = map(ones_like(old), 0);
        var joined = map(old, order).add(fresh.mul(1 - kept)).DetachFromDisposeScope();
        fresh.Dispose();
        return joined;
    }
}
