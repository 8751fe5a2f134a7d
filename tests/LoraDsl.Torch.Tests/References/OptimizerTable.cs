using TorchSharp.Modules;
using static TorchSharp.torch;

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
    };

    public static readonly Dictionary<string, Func<optim.Optimizer, optim.lr_scheduler.LRScheduler>> Schedulers = new()
    {
        { "step", o => optim.lr_scheduler.StepLR(o, 3, 0.5) },
        { "cosine", o => optim.lr_scheduler.CosineAnnealingLR(o, 8, 0.01) },
        { "linear", o => optim.lr_scheduler.LinearLR(o, 0.25, 0.75, 5) },
        { "lambda", o => optim.lr_scheduler.LambdaLR(o, epoch => 1.0 / (epoch + 1)) },
    };

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
