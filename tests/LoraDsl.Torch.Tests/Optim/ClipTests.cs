using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.Optim;

public class ClipTests
{
    [Theory]
    [InlineData(2.0)]
    [InlineData(double.PositiveInfinity)]
    public void Gradients_are_scaled_down_together_to_the_bound(double exponent)
    {
        using var problem = new OptimizerCase();
        problem.Backward();
        double[] gradients = [.. problem.Parameters.SelectMany(parameter => NN.Numbers.Of(parameter.grad!))];
        var norm = double.IsInfinity(exponent) ? gradients.Max(Math.Abs) : Math.Sqrt(gradients.Sum(g => g * g));

        Assert.Equal(norm, utils.clip_grad_norm_(problem.Parameters, 1e9, exponent), 1e-12);
        Assert.Equal(gradients, problem.Parameters.SelectMany(parameter => NN.Numbers.Of(parameter.grad!)));
        Assert.Equal(norm, utils.clip_grad_norm_(problem.Parameters, 0.5, exponent), 1e-12);
        NN.Numbers.AssertClose([.. gradients.Select(g => g * 0.5 / norm)], [.. problem.Parameters.SelectMany(parameter => NN.Numbers.Of(parameter.grad!))], 1e-5);
    }

    [Fact]
    public void Without_gradients_the_norm_is_zero()
    {
        using var problem = new OptimizerCase();
        Assert.Equal(0, utils.clip_grad_norm_(problem.Parameters, 1));
    }

    [Fact]
    public void Elements_are_cut_to_the_bound()
    {
        using var problem = new OptimizerCase();
        problem.Backward();
        problem.Parameters[1].grad = null;
        double[] gradients = NN.Numbers.Of(problem.Parameters[0].grad!);
        utils.clip_grad_value_(problem.Parameters, 0.5);
        NN.Numbers.AssertClose([.. gradients.Select(g => Math.Clamp(g, -0.5, 0.5))], problem.Parameters[0].grad!);
    }
}
