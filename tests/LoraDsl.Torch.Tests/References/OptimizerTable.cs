using TorchSharp.Modules;
using static TorchSharp.torch;
using Schedule = TorchSharp.torch.optim.lr_scheduler;

namespace LoraDsl.Torch.Tests.References;

/// <summary>The optimisers and schedulers of training.py. A further one is a line here and a line there.</summary>
internal static class OptimizerTable
{
    public static readonly Dictionary<string, Func<Parameter[], optim.Optimizer>> Optimizers = new()
    {
        { "sgd", p => optim.SGD(p, 0.05) },
        { "sgd momentum", p => optim.SGD(p, 0.05, momentum: 0.9) },
        { "sgd dampening", p => optim.SGD(p, 0.05, momentum: 0.9, dampening: 0.3) },
        { "sgd nesterov", p => optim.SGD(p, 0.05, momentum: 0.9, nesterov: true) },
        { "sgd weight decay", p => optim.SGD(p, 0.05, momentum: 0.5, weight_decay: 0.1) },
        { "sgd maximize", p => optim.SGD(p, 0.001, momentum: 0.5, maximize: true) },
        { "adam", p => optim.Adam(p, 0.05, 0.8, 0.95, 1e-6) },
        { "adam weight decay", p => optim.Adam(p, 0.05, 0.8, 0.95, 1e-6, weight_decay: 0.1) },
        { "adam amsgrad", p => optim.Adam(p, 0.05, 0.8, 0.95, 1e-6, amsgrad: true) },
        { "adamw", p => optim.AdamW(p, 0.05, 0.8, 0.95, 1e-6) },
        { "adamw weight decay", p => optim.AdamW(p, 0.05, 0.8, 0.95, 1e-6, weight_decay: 0.1) },
        { "adamw amsgrad", p => optim.AdamW(p, 0.05, 0.8, 0.95, 1e-6, weight_decay: 0.1, amsgrad: true) },
        { "adamw maximize", p => optim.AdamW(p, 0.05, 0.8, 0.95, 1e-6, weight_decay: 0.1, maximize: true) },
        { "rmsprop", p => optim.RMSProp(p, 0.02, alpha: 0.9) },
        { "rmsprop momentum", p => optim.RMSProp(p, 0.02, alpha: 0.9, eps: 1e-6, momentum: 0.8, weight_decay: 0.1) },
        { "rmsprop centered", p => optim.RMSProp(p, 0.02, alpha: 0.9, eps: 1e-3, momentum: 0.5, centered: true) },
        { "rmsprop maximize", p => optim.RMSProp(p, 0.001, maximize: true) },
        { "adagrad", p => optim.Adagrad(p, 0.1) },
        { "adagrad decay", p => optim.Adagrad(p, 0.1, lr_decay: 0.05, weight_decay: 0.1, initial_accumulator_value: 0.2, eps: 1e-6) },
        { "adadelta", p => optim.Adadelta(p, 1) },
        { "adadelta decay", p => optim.Adadelta(p, 0.5, rho: 0.8, eps: 1e-4, weight_decay: 0.1, maximize: true) },
        { "adamax", p => optim.Adamax(p, 0.05, 0.8, 0.95, 1e-6) },
        { "adamax decay", p => optim.Adamax(p, 0.05, 0.8, 0.95, 1e-6, weight_decay: 0.1) },
        { "nadam", p => optim.NAdam(p, 0.05, 0.8, 0.95, 1e-6) },
        { "nadam decay", p => optim.NAdam(p, 0.05, 0.8, 0.95, 1e-6, weight_decay: 0.1, momentum_decay: 0.05) },
        { "radam", p => optim.RAdam(p, 0.05, 0.8, 0.95, 1e-6) },
        { "radam decay", p => optim.RAdam(p, 0.05, 0.8, 0.95, 1e-6, weight_decay: 0.1) },
        { "rprop", p => optim.Rprop(p, 0.05) },
        { "rprop bounds", p => optim.Rprop(p, 0.05, 0.6, 1.4, min_step: 1e-3, max_step: 0.2) },
        { "rprop maximize", p => optim.Rprop(p, 0.001, maximize: true) },
        { "asgd", p => optim.ASGD(p, 0.05) },
        { "asgd averaged", p => optim.ASGD(p, 0.05, lambd: 0.01, alpha: 0.6, t0: 10, weight_decay: 0.1) },
        { "asgd maximize", p => optim.ASGD(p, 0.001, maximize: true) },
    };

    public static readonly Dictionary<string, Func<optim.Optimizer, Schedule.LRScheduler>> Schedulers = new()
    {
        { "step", o => Schedule.StepLR(o, 3, 0.5) },
        { "cosine", o => Schedule.CosineAnnealingLR(o, 8, 0.01) },
        { "linear", o => Schedule.LinearLR(o, 0.25, 0.75, 5) },
        { "lambda", o => Schedule.LambdaLR(o, epoch => 1.0 / (epoch + 1)) },
        { "multiplicative", o => Schedule.MultiplicativeLR(o, epoch => 1 - (0.5 / (epoch + 1))) },
        { "exponential", o => Schedule.ExponentialLR(o, 0.9) },
        { "milestones", o => Schedule.MultiStepLR(o, [3, 7, 20], 0.5) },
        { "constant", o => Schedule.ConstantLR(o, 0.25, 5) },
        { "polynomial", o => Schedule.PolynomialLR(o, 30, 2) },
        { "chained", o => Schedule.ChainedLR([Schedule.ConstantLR(o, 0.25, 5), Schedule.ExponentialLR(o, 0.9)]) },
        { "sequential", o => Schedule.SequentialLR(o, [Schedule.LinearLR(o, 0.25, 1, 4), Schedule.CosineAnnealingLR(o, 20)], [5]) },
        { "sequential three", o => Schedule.SequentialLR(o, [Schedule.ConstantLR(o, 0.1, 2), Schedule.StepLR(o, 2), Schedule.ExponentialLR(o, 0.9)], [3, 9]) },
        { "cyclic", o => Schedule.CyclicLR(o, 0.1, 0.9, step_size_up: 3, step_size_down: 2) },
        { "cyclic halving", o => Schedule.CyclicLR(o, [0.1, 0.2], [0.9, 0.8], 4, mode: Schedule.impl.CyclicLR.Mode.Triangular2, base_momentum: [0.7, 0.7], max_momentum: [0.95, 0.95]) },
        { "cyclic fading", o => Schedule.CyclicLR(o, 0.1, 0.9, step_size_up: 3, mode: Schedule.impl.CyclicLR.Mode.ExpRange, gamma: 0.95, cycle_momentum: false) },
        { "cyclic scaled", o => Schedule.CyclicLR(o, 0.1, 0.9, step_size_up: 3, scale_fn: x => 1 / (x + 1), scale_mode: Schedule.impl.CyclicLR.ScaleMode.Iterations) },
        { "one cycle", o => Schedule.OneCycleLR(o, 0.5, total_steps: 50) },
        { "one cycle between steps", o => Schedule.OneCycleLR(o, 0.5, total_steps: 41) },
        { "one cycle straight", o => Schedule.OneCycleLR(o, [0.5, 0.3], epochs: 9, steps_per_epoch: 5, pct_start: 0.2, anneal_strategy: Schedule.impl.OneCycleLR.AnnealStrategy.Linear, div_factor: 10, final_div_factor: 100) },
        { "one cycle three phases", o => Schedule.OneCycleLR(o, 0.5, total_steps: 50, three_phase: true, base_momentum: 0.7, max_momentum: 0.9) },
        { "plateau", o => Schedule.ReduceLROnPlateau(o, factor: 0.5, patience: 2, cooldown: 1) },
        { "plateau greatest", o => Schedule.ReduceLROnPlateau(o, "max", 0.5, patience: 1, threshold: 0.05, threshold_mode: "abs", min_lr: [0.05, 0.01]) },
    };

    /// <summary>What a plateau is found in, as in training.py.</summary>
    public static double Measured(int epoch) => (2.0 / (1 + epoch)) + (0.1 * Math.Cos(epoch));

    private static readonly double[] Curvatures = [1, 3];

    /// <summary>A step down the loss of training.py.</summary>
    public static void Step(optim.Optimizer optimizer, Parameter[] parameters)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = zeros(1, dtype: ScalarType.Float64);
        for (var i = 0; i < parameters.Length; i++)
            loss += ((Curvatures[i] * parameters[i] * parameters[i] / 2) + parameters[i].sin()).sum();
        loss.backward();
        optimizer.step();
    }

    public static double[] Numbers(IEnumerable<Parameter> parameters) =>
        [.. parameters.SelectMany(parameter => parameter.detach().data<double>().ToArray())];
}
