using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Adapters;

public sealed class ResizeTests
{
    [Theory]
    [InlineData("linear")]
    [InlineData("embedding")]
    [InlineData("convolution")]
    public void More_rank_keeps_the_answers_and_what_was_learned(string kind)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var (model, adapter, input) = Create(kind);
        adapter.Allocate(2);
        Reference.Randomize(adapter);
        var (answer, a, b) = (model.forward(input), Reference.FactorA(adapter).detach().clone(), Reference.FactorB(adapter).detach().clone());
        adapter.Resize(5);
        Assert.Equal(5, adapter.Rank);
        Assert.InRange(Reference.MaxDifference(answer, model.forward(input)), 0, 1e-5);
        var (newA, newB) = (Reference.FactorA(adapter), Reference.FactorB(adapter));
        Assert.True(Reference.SameBits(a, newA.narrow(0, 0, 2)));
        Assert.True(Reference.SameBits(b, newB.narrow(1, 0, 2)));

        // One of the new parts is zero, so that nothing is added, the other is not, so that it can learn.
        bool[] zero = [Reference.MaxDifference(newA.narrow(0, 2, 3), 0) == 0, Reference.MaxDifference(newB.narrow(1, 2, 3), 0) == 0];
        Assert.Single(zero, isZero => isZero);
        if (kind == "linear")
            Assert.InRange(newA.narrow(0, 2, 3).abs().max().item<float>(), 0.5 / Math.Sqrt(9), 1 / Math.Sqrt(9));
        Assert.Same(newA, model.named_parameters().Single(entry => entry.name.EndsWith("lora_A", StringComparison.Ordinal)).parameter);
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("embedding")]
    [InlineData("convolution")]
    public void Less_rank_leaves_the_best_approximation(string kind)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var (model, adapter, _) = Create(kind);
        model.to(ScalarType.Float64);
        adapter.Allocate(4);
        Reference.Randomize(adapter);
        var product = Product(adapter);
        var (u, s, vh) = linalg.svd(product, fullMatrices: false);
        adapter.Resize(2);
        Assert.Equal(2, adapter.Rank);
        var best = u.narrow(1, 0, 2).mul(s.narrow(0, 0, 2)).mm(vh.narrow(0, 0, 2));
        Assert.InRange(Reference.MaxDifference(best, Product(adapter)), 0, 1e-12);

        // Both factors carry the root of the singular values.
        var (a, b) = (Reference.FactorA(adapter).flatten(1), Reference.FactorB(adapter).flatten(1));
        Assert.InRange(Reference.MaxDifference(a.mm(a.t()), diag(s.narrow(0, 0, 2))), 0, 1e-12);
        Assert.InRange(Reference.MaxDifference(b.t().mm(b), diag(s.narrow(0, 0, 2))), 0, 1e-12);
    }

    [Fact]
    public void Rank_that_is_not_needed_goes_without_loss()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var (model, adapter, input) = Create("linear");
        adapter.Allocate(2);
        Reference.Randomize(adapter);
        var answer = model.forward(input);
        adapter.Resize(6);
        adapter.Resize(2);
        Assert.InRange(Reference.MaxDifference(answer, model.forward(input)), 0, 1e-4);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public void With_an_alpha_the_factors_follow_the_scaling(int rank)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new AdaptiveWithAlpha(9, 7);
        model.to(ScalarType.Float64);
        model.Layer.Allocate(3);
        Reference.Randomize(model.Layer);
        var delta = Product(model.Layer) * model.Layer.Scaling;
        var (u, s, vh) = linalg.svd(delta, fullMatrices: false);
        model.Layer.Resize(rank);
        Assert.Equal(2.0 / rank, model.Layer.Scaling, 1e-12);
        var kept = Math.Min(rank, 3);
        var expected = u.narrow(1, 0, kept).mul(s.narrow(0, 0, kept)).mm(vh.narrow(0, 0, kept));
        Assert.InRange(Reference.MaxDifference(expected, Product(model.Layer) * model.Layer.Scaling), 0, 1e-12);
    }

    [Fact]
    public void Rank_may_come_from_nothing_and_go_to_nothing()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = new OneLayer<Linear, Vanishing>(Linear(9, 7), layer => new Vanishing(layer));
        var adapter = model.Layer;
        var x = randn(4, 9);
        adapter.Resize(0);
        Assert.True(adapter.IsAllocated);
        adapter.Resize(3);
        Assert.True(Reference.SameBits(model.Base.forward(x), model.forward(x)));
        Reference.Randomize(adapter);
        adapter.Resize(0);
        Assert.Equal(0, adapter.ParameterCount);
        Assert.True(Reference.SameBits(model.Base.forward(x), model.forward(x)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void A_rank_that_the_adapter_cannot_have_changes_nothing(int rank)
    {
        using var scope = NewDisposeScope();
        var (_, adapter, _) = Create("linear");
        adapter.Allocate(2);
        var a = Reference.FactorA(adapter);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => adapter.Resize(rank));
        Assert.Contains("'layer' takes ranks from 1 to 7", error.Message, StringComparison.Ordinal);
        Assert.Same(a, Reference.FactorA(adapter));
    }

    [Fact]
    public void Values_that_are_not_finite_are_an_error_and_stay()
    {
        using var scope = NewDisposeScope();
        var (_, adapter, _) = Create("linear");
        adapter.Allocate(3);
        using (no_grad())
            Reference.FactorB(adapter).fill_(double.NaN);
        var a = Reference.FactorA(adapter);
        Assert.Contains("'layer'", Assert.Throws<InvalidOperationException>(() => adapter.Resize(2)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => adapter.Resize(4));
        Assert.Same(a, Reference.FactorA(adapter));
        Assert.Equal(3, adapter.Rank);
    }

    [Fact]
    public void A_merged_adapter_keeps_its_rank()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveWithAlpha(9, 7);
        model.Lora.AllocateRanksEvenly();
        model.Lora.Merge();
        Assert.Contains("Unmerge", Assert.Throws<InvalidOperationException>(() => model.Layer.Resize(2)).Message, StringComparison.Ordinal);
    }

    private static Tensor Product(LayerAdapter adapter) =>
        Reference.FactorB(adapter).detach().flatten(1).mm(Reference.FactorA(adapter).detach().flatten(1));

    private static (Module<Tensor, Tensor> Model, AdaptiveLoraAdapter Adapter, Tensor Input) Create(string kind)
    {
        switch (kind)
        {
            case "linear":
                var linear = new OneLayer<Linear, ThreeKinds.LinearHead>(Linear(9, 7), layer => new ThreeKinds.LinearHead(layer));
                return (linear, linear.Layer, randn(4, 9));
            case "embedding":
                var embedding = new OneLayer<Embedding, EmbeddingAdapters.Adaptive>(Embedding(12, 8), layer => new EmbeddingAdapters.Adaptive(layer));
                return (embedding, embedding.Layer, randint(12, [3, 4]));
            default:
                var convolution = new OneLayer<Conv2d, Conv2dAdapters.Adaptive>(Conv2d(2, 6, 3, padding: 1), layer => new Conv2dAdapters.Adaptive(layer));
                return (convolution, convolution.Layer, randn(2, 2, 5, 5));
        }
    }

    private sealed class Vanishing(Linear layer) : AdaptiveLoraAdapter<Linear>("layer", layer, minRank: 0)
    {
        protected override Tensor Adapt(Tensor x) => layer.forward(x) + (x.mm(lora_A.t()).mm(lora_B.t()) * Scaling);
    }
}
