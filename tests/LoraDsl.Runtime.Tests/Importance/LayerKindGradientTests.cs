using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

public sealed class LayerKindGradientTests
{
    [Theory]
    [InlineData(MatrixNorm.L2, ScalarType.Float64, 1e-9)]
    [InlineData(MatrixNorm.L1, ScalarType.Float64, 1e-9)]
    [InlineData(MatrixNorm.L2, ScalarType.Float32, 1e-4)]
    public void Scores_are_the_norms_of_the_weights_gradients(MatrixNorm norm, ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new ThreeKinds();
        model.to(type);
        // Index 3 is the padding row, whose gradient the layer leaves out; repeated indices add up.
        var ids = tensor(new long[] { 3, 3, 1, 2, 2, 2, 3, 7, 11, 0, 1, 3, 5, 5 }).view(2, 7);
        Loss(model, ids).backward();
        double Norm(Tensor gradient) =>
            (norm == MatrixNorm.L2 ? gradient.square().sum().sqrt() : gradient.abs().sum()).to(ScalarType.Float64).item<double>();
        var expected = new[] { model.Table.weight, model.Convolution.weight, model.Head.weight }.Select(weight => Norm(weight!.grad!)).ToArray();
        Assert.Equal(0, model.Table.weight!.grad![3].abs().max().to(ScalarType.Float64).item<double>());

        model.Lora.FreezeBase();
        var scores = new GradientNorm(norm).Measure(model, [.. model.Lora.Named()], [() => Loss(model, ids)]);
        Assert.All(expected.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, pair.First * tolerance));
    }

    [Fact]
    public void The_weights_stay_frozen_and_without_gradients()
    {
        using var scope = NewDisposeScope();
        using var model = new ThreeKinds();
        model.Lora.FreezeBase();
        var ids = randint(12, [2, 7]);
        model.Lora.AllocateRanks([ids], batch => Loss(model, batch));
        Assert.All(new[] { model.Table.weight, model.Convolution.weight }, weight =>
        {
            Assert.False(weight!.requires_grad);
            Assert.Null(weight.grad);
        });
    }

    [Fact]
    public void A_table_with_sparse_gradients_is_measured_like_any_other()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var layer = nn.Embedding(9, 6, sparse: true);
        using var model = new OneLayer<TorchSharp.Modules.Embedding, EmbeddingAdapters.Adaptive>(layer, built => new(built), budget: 2);
        var ids = tensor(new long[] { 1, 2, 2, 8 });
        var scores = new GradientNorm().Measure(model, [.. model.Lora.Named()], [() => model.forward(ids).sum()]);
        // Each use of a row adds a one to each of its six values: rows 1 and 8 once, row 2 twice.
        Assert.Equal(Math.Sqrt(6 * (1 + 1 + 4)), scores[0], 1e-5);
    }

    [Fact]
    public void A_convolution_that_runs_twice_has_the_gradient_of_both_runs()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var layer = nn.Conv2d(2, 2, 3, padding: 1);
        using var model = new OneLayer<TorchSharp.Modules.Conv2d, Conv2dAdapters.Adaptive>(layer, built => new(built), budget: 2);
        var x = randn(2, 2, 5, 5);
        Tensor Twice() => model.forward(model.forward(x).tanh()).square().sum();
        Twice().backward();
        var expected = layer.weight.grad!.square().sum().sqrt().item<float>();
        model.Lora.FreezeBase();
        var scores = new GradientNorm().Measure(model, [.. model.Lora.Named()], [Twice]);
        Assert.Equal(expected, scores[0], expected * 1e-5);
    }

    private static Tensor Loss(ThreeKinds model, Tensor ids) => model.forward(ids).square().sum();
}
