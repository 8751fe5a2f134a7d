using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

public sealed class DyLoraTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void At_every_rank_the_answer_is_that_of_the_prefix(int rank)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(rank);
        using var model = new DynamicFull(9, 7);
        Reference.Randomize(model.Layer);
        model.eval();
        model.Layer.Rank = rank;
        var x = randn(5, 9);
        var expected = Prefix(model.Layer, model.Base, x, rank);
        Assert.InRange(Reference.MaxDifference(model.forward(x), expected), 0, 1e-4);
    }

    [Fact]
    public void The_selected_rank_survives_train_and_eval()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new DynamicFrozen(9, 7);
        Reference.Randomize(model.Layer);
        model.Lora.SelectRank(3);
        model.train();
        model.forward(randn(5, 9)).Dispose();
        model.eval();
        Assert.Equal(3, model.Layer.Rank);
        var x = randn(5, 9);
        Assert.InRange(Reference.MaxDifference(model.forward(x), Prefix(model.Layer, model.Base, x, 3)), 0, 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void A_rank_outside_the_range_is_an_error_that_names_the_range(int rank)
    {
        using var model = new DynamicFull(9, 7);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => model.Layer.Rank = rank);
        Assert.Contains("2 to 5", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Lora.SelectRank(rank));
        Assert.Equal(5, model.Layer.Rank);
    }

    [Fact]
    public void A_model_without_dynamic_adapters_has_no_rank_to_select()
    {
        using var model = new ScaleTwo(4, 4);
        Assert.Contains("[DyLora]", Assert.Throws<InvalidOperationException>(() => model.Lora.SelectRank(2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Selecting_a_rank_allocates_and_copies_nothing()
    {
        using var model = new DynamicFull(9, 7);
        model.Layer.Rank = 2;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        model.Layer.Rank = 4;
        Assert.Equal(bytes, GC.GetAllocatedBytesForCurrentThread());
        var live = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        model.Layer.Rank = 3;
        Assert.Equal(live, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Full_mode_trains_the_prefix_with_the_gradients_of_the_formula(bool freeze)
    {
        for (var draw = 0; draw < 8; draw++)
        {
            using var scope = NewDisposeScope();
            random.manual_seed(draw);
            using var model = new DynamicFull(9, 7);
            CompareGradients(model, model.Layer, model.Base, freeze, draw / 8.0, firstTrained: _ => 0);
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Frozen_mode_has_gradients_of_the_drawn_row_only(bool freeze, bool bias)
    {
        for (var draw = 0; draw < 8; draw++)
        {
            using var scope = NewDisposeScope();
            random.manual_seed(draw);
            using var model = new DynamicFrozen(9, 7, bias);
            CompareGradients(model, model.Layer, model.Base, freeze, draw / 8.0, firstTrained: rank => rank == 2 ? 0 : rank - 1);
        }
    }

    [Fact]
    public void Frozen_mode_gives_the_input_no_gradient_that_it_does_not_ask_for()
    {
        using var scope = NewDisposeScope();
        using var model = new DynamicFrozen(9, 7);
        model.Lora.FreezeBase();
        var x = randn(5, 9);
        model.forward(x).sum().backward();
        Assert.Null(x.grad);
        Assert.NotNull(Reference.FactorB(model.Layer).grad);
    }

    private static void CompareGradients(
        nn.Module<Tensor, Tensor> model,
        LoraDsl.Methods.DyLoraAdapter<TorchSharp.Modules.Linear> adapter,
        TorchSharp.Modules.Linear layer,
        bool freeze,
        double position,
        Func<int, int> firstTrained)
    {
        Reference.Randomize(adapter);
        model.to(ScalarType.Float64);
        if (freeze)
        {
            layer.weight.requires_grad = false;
            if (layer.bias is not null)
                layer.bias.requires_grad = false;
        }

        model.train();
        adapter.DrawRank(position);
        var rank = adapter.ActiveRank;
        var first = firstTrained(rank);
        var x = randn(2, 5, 9, dtype: ScalarType.Float64, requires_grad: true);
        var referenceX = Reference.Leaf(x);
        var (a, b) = (Reference.Leaf(Reference.FactorA(adapter)), Reference.Leaf(Reference.FactorB(adapter)));
        var weight = Reference.Leaf(layer.weight);
        var bias = layer.bias is null ? null : Reference.Leaf(layer.bias);

        var actual = model.forward(x);
        var expected = Reference.Forward(referenceX, weight, bias, a.narrow(0, 0, rank), b.narrow(1, 0, rank), adapter.Alpha / rank);
        Assert.InRange(Reference.MaxDifference(actual, expected), 0, 1e-11);
        var gradient = randn_like(expected);
        autograd.backward(actual, gradient);
        autograd.backward(expected, gradient);

        Assert.InRange(Reference.MaxDifference(x.grad!, referenceX.grad!), 0, 1e-11);
        CompareTrainedPart(Reference.FactorA(adapter).grad!, a.grad!, dimension: 0, first, rank);
        CompareTrainedPart(Reference.FactorB(adapter).grad!, b.grad!, dimension: 1, first, rank);
        if (freeze)
        {
            Assert.Null(layer.weight.grad);
            return;
        }

        Assert.InRange(Reference.MaxDifference(layer.weight.grad!, weight.grad!), 0, 1e-10);
        if (bias is not null)
            Assert.InRange(Reference.MaxDifference(layer.bias!.grad!, bias.grad!), 0, 1e-10);
    }

    private static void CompareTrainedPart(Tensor actual, Tensor expected, int dimension, int first, int rank)
    {
        var masked = zeros_like(expected);
        masked.narrow(dimension, first, rank - first).copy_(expected.narrow(dimension, first, rank - first));
        Assert.InRange(Reference.MaxDifference(actual, masked), 0, 1e-10);
        Assert.Equal(masked.count_nonzero().item<long>(), actual.count_nonzero().item<long>());
    }

    private static Tensor Prefix(LoraDsl.Methods.DyLoraAdapter<TorchSharp.Modules.Linear> adapter, TorchSharp.Modules.Linear layer, Tensor x, int rank) =>
        Reference.Forward(
            Reference.Leaf(x), Reference.Leaf(layer.weight), Reference.Leaf(layer.bias!),
            Reference.Leaf(Reference.FactorA(adapter)).narrow(0, 0, rank),
            Reference.Leaf(Reference.FactorB(adapter)).narrow(1, 0, rank),
            adapter.Alpha / rank);
}
