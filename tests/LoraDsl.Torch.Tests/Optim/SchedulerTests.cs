using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Optim;

public class SchedulerTests
{
    public static TheoryData<string> Names => ["step", "cosine", "lambda", "linear", "exponential", "milestones", "constant", "polynomial"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_are_those_of_the_formula_step_by_step_and_after_a_jump(string name)
    {
        using var problem = new OptimizerCase();
        using var optimizer = optim.SGD(
        [
            new SGD.ParamGroup([problem.Parameters[0]], lr: 0.4),
            new SGD.ParamGroup([problem.Parameters[1]], lr: 0.1),
        ], 1);
        optim.lr_scheduler.LRScheduler schedule = name switch
        {
            "step" => optim.lr_scheduler.StepLR(optimizer, 3, 0.5),
            "cosine" => optim.lr_scheduler.CosineAnnealingLR(optimizer, 8, 0.01),
            "exponential" => optim.lr_scheduler.ExponentialLR(optimizer, 0.9),
            "milestones" => optim.lr_scheduler.MultiStepLR(optimizer, [3, 7], 0.5),
            "constant" => optim.lr_scheduler.ConstantLR(optimizer, 0.25, 5),
            "polynomial" => optim.lr_scheduler.PolynomialLR(optimizer, 30, 2),
            "lambda" => optim.lr_scheduler.LambdaLR(optimizer, epoch => 1.0 / (epoch + 1)),
            _ => optim.lr_scheduler.LinearLR(optimizer, 0.25, 0.75, 5),
        };
        for (var epoch = 0; epoch < 20; epoch++)
        {
            AssertRates(name, epoch, optimizer, schedule);
            schedule.step();
        }
        schedule.step(4);
        AssertRates(name, 4, optimizer, schedule);
    }

    private static void AssertRates(string name, int epoch, optim.Optimizer optimizer, optim.lr_scheduler.LRScheduler schedule)
    {
        double[] expected = [Rate(name, epoch, 0.4), Rate(name, epoch, 0.1)];
        NN.Numbers.AssertClose(expected, [.. optimizer.ParamGroups.Select(group => group.LearningRate)], 1e-12);
        NN.Numbers.AssertClose(expected, [.. schedule.get_last_lr()], 1e-12);
    }

    private static double Rate(string name, int epoch, double first) => name switch
    {
        "step" => first * Math.Pow(0.5, epoch / 3),
        "cosine" => 0.01 + ((first - 0.01) * (1 + Math.Cos(Math.PI * epoch / 8)) / 2),
        "exponential" => first * Math.Pow(0.9, epoch),
        "milestones" => first * (epoch < 3 ? 1 : epoch < 7 ? 0.5 : 0.25),
        "constant" => epoch < 5 ? first / 4 : first,
        "polynomial" => first * Math.Pow(1 - (epoch / 30.0), 2),
        "lambda" => first / (epoch + 1),
        _ => first * (0.25 + (0.5 * Math.Min(epoch, 5) / 5)),
    };
}
