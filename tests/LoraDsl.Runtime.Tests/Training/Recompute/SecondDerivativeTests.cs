using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training.Recompute;

public sealed class SecondDerivativeTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public void Second_derivatives_are_those_of_the_plain_pass(int repetitions, bool differentiatesInput)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var model = PassRecord.Randomized(new RandomBlock());
        model.to(ScalarType.Float64);
        model.register_parameter("unused", new Parameter(zeros(2, ScalarType.Float64)));
        var x = randn([12, 6], ScalarType.Float64, requires_grad: differentiatesInput);
        var expected = Derivatives(model.forward);
        var actual = Derivatives(input => ActivationRecompute.Run(model, input));
        Assert.Equal(expected.Count, actual.Count);
        var size = expected.Max(value => value.abs().max().item<double>());
        Assert.True(size > 1);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-13 * size));

        List<Tensor> Derivatives(Func<Tensor, Tensor> run)
        {
            manual_seed(5);
            Tensor[] inputs = [.. model.parameters().Where(parameter => parameter.requires_grad), .. differentiatesInput ? [x] : Array.Empty<Tensor>()];
            var y = x;
            for (var repetition = 0; repetition < repetitions; repetition++)
                y = run(y * 0.5);
            var first = Defined(inputs, autograd.grad([y.pow(3).sum()], inputs, retain_graph: true, create_graph: true, allow_unused: true));
            var slope = first.Select((gradient, index) => gradient.pow(2).sum() * (index + 1)).Aggregate((left, right) => left + right);
            return [.. first, .. Defined(inputs, autograd.grad([slope], inputs, allow_unused: true))];
        }
    }

    private static List<Tensor> Defined(Tensor[] inputs, IList<Tensor> gradients) =>
        [.. inputs.Zip(gradients, (input, gradient) => gradient is { IsInvalid: false } ? gradient : zeros_like(input))];
}
