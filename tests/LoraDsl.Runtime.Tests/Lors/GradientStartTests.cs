using LoraDsl.Initialization;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Lors;

public sealed class GradientStartTests
{
    [Theory]
    [InlineData(12, 10, 3, 1.0001)]
    [InlineData(90, 70, 4, 1.05)]
    public void A_spans_the_best_rows_of_the_mean_gradient(long inFeatures, long outFeatures, int rank, double most)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = LorsAdapters.Linear(inFeatures, outFeatures, LorsMode.StraightThrough, rank);
        Tensor[] batches = [.. Enumerable.Range(0, 3).Select(_ => randn(40, inFeatures) * Decaying(inFeatures))];
        model.Lora.FreezeBase();
        model.Lora.Initialize(batches, x => Loss(model.forward(x)), new GradientInitializer());

        var gradient = Gradient(model.Base.weight, batches, model.Base.forward);
        AssertBest(gradient, Reference.FactorA(model.Layer), rank, most);
        Assert.Equal(0, Reference.FactorB(model.Layer).count_nonzero().item<long>());
        Assert.Null(Reference.FactorA(model.Layer).grad);
        Assert.False(model.Base.weight.requires_grad);
        Assert.True(Reference.SameBits(model.Base.forward(batches[0]), model.forward(batches[0])));
    }

    [Fact]
    public void A_convolution_starts_from_its_folded_gradient()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = LorsAdapters.Conv2d(nn.Conv2d(3, 8, 3, stride: 2, padding: 1), LorsMode.StraightThrough, rank: 2);
        Tensor[] batches = [randn(4, 3, 9, 9), randn(4, 3, 9, 9)];
        model.Lora.FreezeBase();
        model.Lora.Initialize(batches, x => Loss(model.forward(x)), new GradientInitializer());
        Assert.Equal([2, 3, 3, 3], Reference.FactorA(model.Layer).shape);
        AssertBest(Gradient(model.Base.weight, batches, model.Base.forward).flatten(1), Reference.FactorA(model.Layer).flatten(1), 2, 1.0001);
    }

    [Fact]
    public void A_layer_without_a_gradient_keeps_its_start()
    {
        using var scope = NewDisposeScope();
        using var model = LorsAdapters.Linear(6, 5, LorsMode.Exact);
        var before = Reference.FactorA(model.Layer).detach().clone();
        model.Lora.Initialize([randn(3, 6)], x => model.forward(x).sum() * 0, new GradientInitializer());
        Assert.True(Reference.SameBits(before, Reference.FactorA(model.Layer)));
    }

    [Fact]
    public void What_cannot_start_is_an_error_that_says_why_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = LorsAdapters.Linear(6, 5, LorsMode.Exact);
        var before = Reference.FactorA(model.Layer).detach().clone();
        Assert.Contains("no calibration batches", Assert.Throws<ArgumentException>(() => model.Lora.Initialize(Array.Empty<Tensor>(), _ => zeros(1), new GradientInitializer())).Message, StringComparison.Ordinal);
        Assert.Contains("'layer' is not finite", Assert.Throws<ArgumentException>(() => model.Lora.Initialize([full(2, 6, float.NaN)], x => model.forward(x).sum(), new GradientInitializer())).Message, StringComparison.Ordinal);
        Reference.Randomize(model.Layer);
        Assert.Contains("'layer' has been trained", Assert.Throws<InvalidOperationException>(() => model.Lora.Initialize([randn(2, 6)], x => model.forward(x).sum(), new GradientInitializer())).Message, StringComparison.Ordinal);
        Assert.Equal(before.shape, Reference.FactorA(model.Layer).shape);
    }

    private static Tensor Decaying(long count) => pow(0.9, arange(count, dtype: ScalarType.Float32));

    private static Tensor Loss(Tensor y) => y.tanh().pow(3).add(y).pow(2).mean();

    private static Tensor Gradient(Parameter weight, Tensor[] batches, Func<Tensor, Tensor> forward)
    {
        weight.requires_grad = true;
        var loss = batches.Select(x => Loss(forward(x))).Aggregate((sum, next) => sum + next);
        var gradient = autograd.grad([loss], [weight])[0];
        weight.requires_grad = false;
        return gradient.to(ScalarType.Float64);
    }

    /// <summary>‖G − G·AᵀA‖² is at most so many times the least that a matrix of the rank can reach, Σσᵢ² beyond the rank.</summary>
    private static void AssertBest(Tensor gradient, Tensor a, int rank, double most)
    {
        var rows = a.detach().to(ScalarType.Float64);
        Assert.InRange(Reference.MaxDifference(rows.mm(rows.t()), eye(rank)), 0, 1e-5);
        var rest = (gradient - gradient.mm(rows.t()).mm(rows)).square().sum().item<double>();
        var least = linalg.svdvals(gradient).narrow(0, rank, Math.Min(gradient.shape[0], gradient.shape[1]) - rank).square().sum().item<double>();
        Assert.InRange(rest / least, 0.999999, most);
    }
}
