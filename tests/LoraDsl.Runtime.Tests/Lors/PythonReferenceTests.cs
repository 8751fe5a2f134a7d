using System.Text.Json;
using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Lors;

/// <summary>Both modes against what PyTorch computed in Python, see Fixtures/make_lors_reference.py.</summary>
public sealed class PythonReferenceTests
{
    private static readonly JsonElement Fixture =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Lors", "Fixtures", "lors.json"))).RootElement;

    [Theory]
    [InlineData(LorsMode.Exact, "exact")]
    [InlineData(LorsMode.StraightThrough, "straight_through")]
    public void A_linear_layer_agrees_with_PyTorch(LorsMode mode, string key)
    {
        using var scope = NewDisposeScope();
        using var model = LorsAdapters.Linear(6, 4, mode, rank: 2, alpha: 3);
        model.to(ScalarType.Float64);
        Compare(Fixture[0], key, model, model.Layer, model.Base.weight, model.Base.bias!);
    }

    [Theory]
    [InlineData(LorsMode.Exact, "exact")]
    [InlineData(LorsMode.StraightThrough, "straight_through")]
    public void A_convolution_agrees_with_PyTorch(LorsMode mode, string key)
    {
        using var scope = NewDisposeScope();
        using var model = LorsAdapters.Conv2d(nn.Conv2d(2, 3, 3, stride: 2, padding: 1), mode, rank: 2, alpha: 3);
        model.to(ScalarType.Float64);
        Compare(Fixture[1], key, model, model.Layer, model.Base.weight, model.Base.bias!);
    }

    private static void Compare(
        JsonElement expected, string key, nn.Module<Tensor, Tensor> model, LayerAdapter adapter, Tensor weight, Tensor bias)
    {
        weight.requires_grad = bias.requires_grad = false;
        Tensor[] factors = [Reference.FactorA(adapter), Reference.FactorB(adapter)];
        using (no_grad())
        {
            weight.copy_(Read(expected.GetProperty("weight")));
            bias.copy_(Read(expected.GetProperty("bias")));
            factors[0].copy_(Read(expected.GetProperty("a")));
            factors[1].copy_(Read(expected.GetProperty("b")));
        }

        var x = Reference.Leaf(Read(expected.GetProperty("x")));
        var y = model.forward(x);
        Close(expected.GetProperty("y"), y);
        var gradients = autograd.grad([y], [x, .. factors], [Read(expected.GetProperty("g"))]);
        for (var index = 0; index < gradients.Count; index++)
            Close(expected.GetProperty(key)[index], gradients[index]);
    }

    private static Tensor Read(JsonElement numbers) =>
        tensor(numbers.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray())
            .view([.. numbers.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]);

    private static void Close(JsonElement expected, Tensor actual)
    {
        var reference = Read(expected);
        Assert.Equal(reference.shape, actual.shape);
        Assert.InRange(Reference.MaxDifference(reference, actual), 0, 1e-11);
    }
}
