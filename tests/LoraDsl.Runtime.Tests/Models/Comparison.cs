using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Compares an adapted layer with the same layer of one weight, W + s·ΔW, in float64.</summary>
internal static class Comparison
{
    /// <summary>Answers and gradients of input, factors and frozen parameters must agree.</summary>
    /// <param name="model">The model, in float64.</param>
    /// <param name="adapter">Its adapter.</param>
    /// <param name="parameters">The frozen layer's weight and, where it has one, bias.</param>
    /// <param name="input">The input.</param>
    /// <param name="plain">The formula: input, leaves of the parameters, A and B to the answer.</param>
    public static void InFloat64(
        nn.Module<Tensor, Tensor> model,
        LayerAdapter adapter,
        IReadOnlyList<Tensor> parameters,
        Tensor input,
        Func<Tensor, IReadOnlyList<Tensor>, Tensor, Tensor, Tensor> plain)
    {
        var (a, b) = (Reference.FactorA(adapter), Reference.FactorB(adapter));
        Tensor[] leaves = [.. parameters.Select(Reference.Leaf), Reference.Leaf(a), Reference.Leaf(b)];
        Tensor[] actualLeaves = [.. parameters, a, b];
        var (actualInput, plainInput) = (input, input);
        if (input.is_floating_point())
        {
            (actualInput, plainInput) = (Reference.Leaf(input), Reference.Leaf(input));
            (actualLeaves, leaves) = ([.. actualLeaves, actualInput], [.. leaves, plainInput]);
        }

        var actual = model.forward(actualInput);
        var expected = plain(plainInput, leaves[..parameters.Count], leaves[parameters.Count], leaves[parameters.Count + 1]);
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange(Reference.MaxDifference(actual, expected), 0, 1e-11);

        var gradient = randn_like(expected);
        var actualGradients = autograd.grad([actual], actualLeaves, [gradient]);
        var expectedGradients = autograd.grad([expected], leaves, [gradient]);
        Assert.All(
            actualGradients.Zip(expectedGradients),
            pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-10));
    }
}
