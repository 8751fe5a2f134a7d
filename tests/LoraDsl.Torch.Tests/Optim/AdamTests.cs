using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Optim;

public class AdamTests
{
    [Theory]
    [InlineData(true, 0.0, false, false)]
    [InlineData(true, 0.1, false, false)]
    [InlineData(true, 0.1, true, false)]
    [InlineData(true, 0.1, false, true)]
    [InlineData(false, 0.0, false, false)]
    [InlineData(false, 0.1, false, false)]
    [InlineData(false, 0.1, true, true)]
    public void Twenty_steps_are_those_of_the_formula(bool decoupled, double decay, bool amsgrad, bool maximize)
    {
        const double rate = 0.05, beta1 = 0.8, beta2 = 0.95, eps = 1e-6;
        using var problem = new OptimizerCase();
        using optim.Optimizer optimizer = decoupled
            ? optim.AdamW(problem.Parameters, rate, beta1, beta2, eps, decay, amsgrad, maximize)
            : optim.Adam(problem.Parameters, rate, beta1, beta2, eps, decay, amsgrad, maximize);
        var first = new double[2, 3];
        var second = new double[2, 3];
        var greatest = new double[2, 3];
        problem.Compare(optimizer, (p, i, x, gradient, step) =>
        {
            var g = maximize ? -gradient : gradient;
            if (decoupled)
                x -= rate * decay * x;
            else
                g += decay * x;
            first[p, i] = (beta1 * first[p, i]) + ((1 - beta1) * g);
            second[p, i] = (beta2 * second[p, i]) + ((1 - beta2) * g * g);
            greatest[p, i] = Math.Max(greatest[p, i], second[p, i]);
            var m = first[p, i] / (1 - Math.Pow(beta1, step));
            var v = (amsgrad ? greatest[p, i] : second[p, i]) / (1 - Math.Pow(beta2, step));
            return x - (rate * m / (Math.Sqrt(v) + eps));
        });
    }

    [Fact]
    public void The_defaults_are_TorchSharps()
    {
        using var problem = new OptimizerCase();
        using var optimizer = optim.AdamW(problem.Parameters);
        var options = (AdamW.Options)Assert.Single(optimizer.state_dict().Options);
        Assert.Equal((0.001, 0.9, 0.999, 1e-8, 0.0), (options.LearningRate, options.beta1, options.beta2, options.eps, options.weight_decay));
        Assert.Equal((false, false), (options.amsgrad, options.maximize));
        Assert.Equal((0.9, 0.999), optimizer.Betas);
    }

    [Fact]
    public void A_parameter_without_a_gradient_is_left_alone_and_counts_its_own_steps()
    {
        using var problem = new OptimizerCase();
        using var optimizer = optim.AdamW(problem.Parameters, lr: 0.1, weight_decay: 0.5);
        problem.Backward();
        problem.Parameters[1].grad = null;
        var before = NN.Numbers.Of(problem.Parameters[1]);
        optimizer.step();
        Assert.Equal(before, NN.Numbers.Of(problem.Parameters[1]));
        Assert.NotEqual(1.5, NN.Numbers.Of(problem.Parameters[0])[0]);

        problem.Backward();
        optimizer.step();
        // The first step of Adam moves each element by the learning rate in the direction of its gradient's sign.
        double[] expected = [.. before.Select((x, i) => (x * (1 - (0.1 * 0.5))) - (0.1 * Math.Sign(OptimizerCase.Gradient(1, i, x))))];
        NN.Numbers.AssertClose(expected, problem.Parameters[1], 1e-6);
        Assert.Equal([2L, 1L], optimizer.state_dict().State.Cast<AdamW.State>().Select(state => state.step));
    }

    [Fact]
    public void Groups_have_options_of_their_own()
    {
        using var problem = new OptimizerCase();
        using var optimizer = optim.AdamW(
        [
            new AdamW.ParamGroup([problem.Parameters[0]], lr: 0.2),
            new AdamW.ParamGroup { Parameters = [problem.Parameters[1]] },
        ], lr: 0.1);
        Assert.Equal([0.2, 0.1], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.2, 0.1], optimizer.ParamGroups.Select(group => group.InitialLearningRate));
        var before = problem.Values;
        problem.Backward();
        optimizer.step();
        for (var p = 0; p < 2; p++)
        {
            double[] moved = [.. NN.Numbers.Of(problem.Parameters[p]).Zip(before[p], (now, then) => Math.Abs(now - then))];
            Assert.All(moved, distance => Assert.Equal(p == 0 ? 0.2 : 0.1, distance, 1e-6));
        }
    }

    [Fact]
    public void A_closure_runs_with_gradients_and_its_loss_is_returned()
    {
        using var parameter = new Parameter(tensor(new[] { 2.0 }));
        using var optimizer = optim.Adam([parameter], lr: 0.5);
        using var loss = optimizer.step(() =>
        {
            var value = parameter.pow(2).sum();
            value.backward();
            return value;
        });
        NN.Numbers.AssertClose([4], loss!);
        NN.Numbers.AssertClose([1.5], parameter, 1e-6);
    }

    [Theory]
    [InlineData(-1, 0.9, 0.999, 0)]
    [InlineData(1, 1.0, 0.999, 0)]
    [InlineData(1, 0.9, -0.1, 0)]
    [InlineData(1, 0.9, 0.999, -1)]
    public void Numbers_outside_of_their_ranges_are_refused(double lr, double beta1, double beta2, double decay)
    {
        using var problem = new OptimizerCase();
        Assert.Throws<ArgumentException>(() => optim.AdamW(problem.Parameters, lr, beta1, beta2, weight_decay: decay));
        Assert.Throws<ArgumentException>(() => optim.Adam(problem.Parameters, lr, beta1, beta2, weight_decay: decay));
    }
}
