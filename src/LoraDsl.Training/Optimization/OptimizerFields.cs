using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>What an optimizer keeps for a parameter, by name.</summary>
/// <param name="Tensors">Tensors of the parameter's shape.</param>
/// <param name="Numbers">Numbers besides the count of steps.</param>
/// <param name="Step">Steps so far; <see langword="null"/> where they are not counted.</param>
internal sealed record OptimizerFields(
    IReadOnlyList<OptimizerFields.Moment> Tensors, IReadOnlyList<OptimizerFields.Number> Numbers, OptimizerFields.Count? Step)
{
    /// <summary>A tensor.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Value">Its value; none where the optimizer's options need none, or none yet.</param>
    /// <param name="Set">Puts another in its place.</param>
    /// <param name="ComesLater">Whether it is made by a step, and not with the optimizer.</param>
    public sealed record Moment(string Name, Tensor? Value, Action<Tensor?> Set, bool ComesLater = false);

    /// <summary>A number.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="Set">Puts another in its place.</param>
    public sealed record Number(string Name, double Value, Action<double> Set);

    /// <summary>A count.</summary>
    /// <param name="Value">Its value.</param>
    /// <param name="Set">Puts another in its place.</param>
    public sealed record Count(long Value, Action<long> Set);

    /// <summary>The fields of a state, or <see langword="null"/> of one of an unknown kind.</summary>
    public static OptimizerFields? Of(OptimizerState state) => state switch
    {
        SGD.State s => new([new("momentum_buffer", s.momentum_buffer, value => s.momentum_buffer = value, ComesLater: true)], [], null),
        Adam.State s => new(
            [
                new("exp_avg", s.exp_avg, value => s.exp_avg = value),
                new("exp_avg_sq", s.exp_avg_sq, value => s.exp_avg_sq = value),
                new("max_exp_avg_sq", s.max_exp_avg_sq, value => s.max_exp_avg_sq = value),
            ],
            [],
            new(s.step, value => s.step = value)),
        AdamW.State s => new(
            [
                new("exp_avg", s.exp_avg, value => s.exp_avg = value),
                new("exp_avg_sq", s.exp_avg_sq, value => s.exp_avg_sq = value),
                new("max_exp_avg_sq", s.max_exp_avg_sq, value => s.max_exp_avg_sq = value),
            ],
            [],
            new(s.step, value => s.step = value)),
        NAdam.State s => new(
            [new("exp_avg", s.exp_avg, value => s.exp_avg = value), new("exp_avg_sq", s.exp_avg_sq, value => s.exp_avg_sq = value)],
            [new("mu_product", s.mu_product, value => s.mu_product = value)],
            new(s.step, value => s.step = value)),
        RAdam.State s => new(
            [new("exp_avg", s.exp_avg, value => s.exp_avg = value), new("exp_avg_sq", s.exp_avg_sq, value => s.exp_avg_sq = value)],
            [],
            new(s.step, value => s.step = value)),
        Adamax.State s => new(
            [new("exp_avg", s.exp_avg, value => s.exp_avg = value), new("exp_inf", s.exp_inf, value => s.exp_inf = value)],
            [],
            new(s.step, value => s.step = value)),
        RMSProp.State s => new(
            [
                new("square_avg", s.square_avg, value => s.square_avg = value),
                new("momentum_buffer", s.momentum_buffer, value => s.momentum_buffer = value),
                new("grad_avg", s.grad_avg, value => s.grad_avg = value),
            ],
            [],
            new(s.step, value => s.step = value)),
        Adagrad.State s => new([new("sum", s.sum, value => s.sum = value)], [], new(s.step, value => s.step = value)),
        Adadelta.State s => new(
            [new("square_avg", s.square_avg, value => s.square_avg = value), new("acc_delta", s.acc_delta, value => s.acc_delta = value)],
            [],
            new(s.step, value => s.step = value)),
        Rprop.State s => new(
            [new("prev", s.prev, value => s.prev = value), new("step_size", s.step_size, value => s.step_size = value)],
            [],
            new(s.step, value => s.step = value)),
        ASGD.State s => new(
            [new("ax", s.ax, value => s.ax = value)],
            [new("eta", s.eta, value => s.eta = value), new("mu", s.mu, value => s.mu = value)],
            new(s.step, value => s.step = value)),
        _ => null,
    };
}
