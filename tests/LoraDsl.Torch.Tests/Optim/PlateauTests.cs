using TorchSharp.Modules;
using static TorchSharp.torch;
using Schedule = TorchSharp.torch.optim.lr_scheduler;

namespace LoraDsl.Torch.Tests.Optim;

/// <summary>What counts as a plateau, and what happens after one, by rates that can be told in advance.</summary>
public class PlateauTests
{
    [Fact]
    public void A_gain_below_the_relative_threshold_is_none() =>
        Assert.Equal([1, 0.5, 0.5], Rates(o => Schedule.ReduceLROnPlateau(o, factor: 0.5, patience: 0, threshold: 0.1), 1, 0.95, 0.8));

    [Fact]
    public void A_gain_below_the_absolute_threshold_is_none() =>
        Assert.Equal([1, 0.5, 0.5], Rates(o => Schedule.ReduceLROnPlateau(o, "max", 0.5, patience: 0, threshold: 0.1, threshold_mode: "abs"), 1, 1.05, 1.2));

    [Fact]
    public void After_a_plateau_nothing_is_counted_until_the_cooldown_is_over() =>
        Assert.Equal([1, 0.5, 0.5, 0.5, 0.25], Rates(o => Schedule.ReduceLROnPlateau(o, factor: 0.5, patience: 0, cooldown: 2), 1, 1, 1, 1, 1));

    [Fact]
    public void A_change_that_is_not_above_eps_is_left_out()
    {
        Assert.Equal([1, 1], Rates(o => Schedule.ReduceLROnPlateau(o, factor: 0.5, patience: 0, min_lr: [0.9], eps: 0.2), 1, 1));
        Assert.Equal([1, 0.9], Rates(o => Schedule.ReduceLROnPlateau(o, factor: 0.5, patience: 0, min_lr: [0.9], eps: 0.05), 1, 1));
    }

    private static double[] Rates(Func<optim.Optimizer, Schedule.LRScheduler> make, params double[] measured)
    {
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1);
        var schedule = make(optimizer);
        return [.. measured.Select(value =>
        {
            schedule.step(value);
            return optimizer.ParamGroups.Single().LearningRate;
        })];
    }
}
