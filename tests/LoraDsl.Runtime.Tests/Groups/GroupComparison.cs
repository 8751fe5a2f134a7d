using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Groups;

/// <summary>A pass of a group beside passes of its layers one by one.</summary>
internal static class GroupComparison
{
    private const double Tolerance = 1e-12;

    /// <summary>Brings a model into float64 with random factors, as training would leave them.</summary>
    public static void Prepare<T>(T model)
        where T : nn.Module, IGrouped
    {
        foreach (var (_, adapter) in model.Set.Named())
            Reference.Randomize(adapter);
        model.to(ScalarType.Float64);
    }

    /// <summary>Outputs and the gradients of the input and of every parameter must be the same; a parameter without one has none.</summary>
    public static void RequireSameAsSingly<T>(T model, params long[] shape)
        where T : nn.Module, IGroupPass
    {
        var seed = shape.Length + 11;
        var input = randn(shape, dtype: ScalarType.Float64);
        var singly = Run(model, model.Singly, input, seed);
        var together = Run(model, model.Together, input, seed);
        Assert.Equal(singly.Keys, together.Keys);
        Assert.All(singly, entry =>
        {
            Assert.Equal(entry.Value.shape, together[entry.Key].shape);

            // Rounding grows with the values: the cube's gradients reach some thousands.
            var size = Math.Max(1, entry.Value.abs().max().item<double>());
            Assert.InRange(Reference.MaxDifference(entry.Value, together[entry.Key]), 0, Tolerance * size);
        });
    }

    private static SortedDictionary<string, Tensor> Run(
        nn.Module model, Func<Tensor, (Tensor First, Tensor Second, Tensor Third)> pass, Tensor input, int seed)
    {
        random.manual_seed(seed);
        model.zero_grad(set_to_none: true);
        var x = Reference.Leaf(input);
        var (first, second, third) = pass(x);

        // Each output another gradient, none of them constant.
        ((first.pow(2).sum() * 0.5) + second.pow(3).sum() + third.sin().sum()).backward();
        var values = new SortedDictionary<string, Tensor>(StringComparer.Ordinal) { ["1"] = first, ["2"] = second, ["3"] = third, ["x"] = x.grad! };
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (parameter.grad is { } gradient)
                values.Add(name, gradient.clone());
        }

        return values;
    }
}
