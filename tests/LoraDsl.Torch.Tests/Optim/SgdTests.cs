using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Optim;

public class SgdTests
{
    [Theory]
    [InlineData(0.0, 0.0, 0.0, false, false)]
    [InlineData(0.0, 0.0, 0.1, false, false)]
    [InlineData(0.9, 0.0, 0.0, false, false)]
    [InlineData(0.9, 0.3, 0.1, false, false)]
    [InlineData(0.9, 0.0, 0.1, true, false)]
    [InlineData(0.5, 0.0, 0.1, false, true)]
    public void Twenty_steps_are_those_of_the_formula(double momentum, double dampening, double decay, bool nesterov, bool maximize)
    {
        const double rate = 0.05;
        using var problem = new OptimizerCase();
        using var optimizer = optim.SGD(problem.Parameters, rate, momentum, dampening, decay, nesterov, maximize);
        var buffers = new double[2, 3];
        problem.Compare(optimizer, (p, i, x, gradient, step) =>
        {
            var g = gradient + (decay * x);
            buffers[p, i] = step == 1 ? g : (momentum * buffers[p, i]) + ((1 - dampening) * g);
            // Climbing turns the decay round, too.
            return x - ((maximize ? -rate : rate) * (nesterov ? g + (momentum * buffers[p, i]) : buffers[p, i]));
        });
    }

    [Fact]
    public void A_late_first_gradient_starts_the_momentum_undampened()
    {
        using var problem = new OptimizerCase();
        using var optimizer = optim.SGD(problem.Parameters, 0.1, momentum: 0.9, dampening: 0.5);
        problem.Backward();
        problem.Parameters[1].grad = null;
        optimizer.step();
        problem.Backward();
        optimizer.step();
        double[] expected = [.. problem.Values[1].Select((x, i) => x - (0.1 * OptimizerCase.Gradient(1, i, x)))];
        NN.Numbers.AssertClose(expected, problem.Parameters[1]);
    }

    [Fact]
    public void Gradients_are_filled_with_zeros()
    {
        using var problem = new OptimizerCase();
        using var optimizer = optim.SGD(problem.Parameters, 0.1);
        optimizer.zero_grad();
        problem.Backward();
        optimizer.zero_grad();
        NN.Numbers.AssertClose([0, 0, 0], problem.Parameters[0].grad!);
    }

    [Fact]
    public void Nesterov_needs_a_momentum_without_dampening()
    {
        using var problem = new OptimizerCase();
        Assert.Throws<ArgumentException>(() => optim.SGD(problem.Parameters, 0.1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.SGD(problem.Parameters, 0.1, momentum: 0.9, dampening: 0.1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.SGD(problem.Parameters, -0.1));
    }
}
