using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Optim;

/// <summary>The average of ASGD, which no weight shows: the steps themselves are in References.</summary>
public class AsgdTests
{
    [Fact]
    public void From_a_step_on_the_state_holds_the_mean_of_the_weights()
    {
        const int Start = 3;
        using var scope = NewDisposeScope();
        using var parameter = new Parameter(tensor(new[] { 1.5, -0.7 }));
        using var optimizer = optim.ASGD([parameter], lr: 0.1, lambd: 0.01, t0: Start);
        var average = new double[2];
        for (var step = 1; step <= 8; step++)
        {
            optimizer.zero_grad();
            parameter.square().sum().backward();
            optimizer.step();
            // The factor of a step is that of the one before: 1 up to the step after the start, then 1 / (step - 1 - start).
            var factor = 1.0 / Math.Max(1, step - 1 - Start);
            var weights = parameter.detach().data<double>().ToArray();
            for (var i = 0; i < average.Length; i++)
                average[i] += factor * (weights[i] - average[i]);
        }
        var kept = ((ASGD.State)optimizer.state_dict().State[0]).ax.data<double>().ToArray();
        Assert.Equal(average[0], kept[0], 1e-12);
        Assert.Equal(average[1], kept[1], 1e-12);
    }
}
