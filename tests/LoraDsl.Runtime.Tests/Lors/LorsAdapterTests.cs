using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Lors;

/// <summary>What adapters of sparse layers promise besides their gradients: zeros stay zeros, whatever is done.</summary>
public sealed class LorsAdapterTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64)]
    public void At_step_0_the_model_equals_its_base_bit_for_bit(ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = LorsAdapters.Linear(20, 30, LorsMode.StraightThrough);
        model.to(type);
        var x = randn(4, 20).to(type);
        Assert.True(Reference.SameBits(model.Base.forward(x), model.forward(x)));
        Assert.Equal(0.5, model.Layer.Sparsity, 0.1);
    }

    [Theory]
    [InlineData(LorsMode.StraightThrough)]
    [InlineData(LorsMode.Exact)]
    public void Training_with_weight_decay_moves_no_weight_and_merging_fills_no_zero(LorsMode mode)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = LorsAdapters.Linear(16, 12, mode);
        TwoOfFour(model.Base.weight);
        var before = model.Base.weight.detach().clone();
        var (first, last) = Train(model, model.Lora, randn(8, 16), randn(8, 12));
        Assert.True(last < first);
        Assert.True(Reference.SameBits(before, model.Base.weight));

        model.Lora.Merge();
        Assert.False(Reference.SameBits(before, model.Base.weight));
        Assert.Equal(0, model.Base.weight.detach().ne(0).logical_and(before.eq(0)).count_nonzero().item<long>());
        Assert.Equal(2, model.Base.weight.detach().view(-1, 4).ne(0).sum(dim: 1).max().item<long>());
        model.Lora.Unmerge();
        Assert.True(Reference.SameBits(before, model.Base.weight));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Merged_the_model_answers_with_the_same_bits(ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = LorsAdapters.Linear(40, 12, LorsMode.StraightThrough);
        Reference.Randomize(model.Layer);
        model.to(type);
        var x = randn(3, 40).to(type);
        var difference = model.Lora.Merge(() => model.forward(x));
        Assert.Equal(0, difference);
        Assert.True(model.Layer.IsMerged);
    }

    [Fact]
    public void A_convolution_keeps_its_zeros_when_trained_and_merged()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = LorsAdapters.Conv2d(nn.Conv2d(4, 6, 3, padding: 1), LorsMode.StraightThrough);
        var before = model.Base.weight.detach().clone();
        var x = randn(2, 4, 5, 5);
        var (first, last) = Train(model, model.Lora, x, randn(2, 6, 5, 5));
        Assert.True(last < first);
        var difference = model.Lora.Merge(() => model.forward(x));
        Assert.InRange(difference, 0, 1e-5);
        Assert.Equal(0, model.Base.weight.detach().ne(0).logical_and(before.eq(0)).count_nonzero().item<long>());
    }

    [Fact]
    public void Disabled_it_is_the_base()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = LorsAdapters.Linear(9, 7, LorsMode.Exact);
        Reference.Randomize(model.Layer);
        var x = randn(4, 9);
        Assert.False(Reference.SameBits(model.Base.forward(x), model.forward(x)));
        model.Lora.Enabled = false;
        Assert.True(Reference.SameBits(model.Base.forward(x), model.forward(x)));
    }

    [Fact]
    public void The_optimizer_warns_of_a_base_without_zeros_once_it_is_loaded()
    {
        using var scope = NewDisposeScope();
        using var model = LorsAdapters.Linear(20, 10, LorsMode.StraightThrough);
        Assert.Empty(model.Lora.Warnings);
        Assert.Empty(Heard(() => MakeOptimizer(model.Lora)));

        using (no_grad())
            model.Base.weight.fill_(1);
        var warning = Assert.Single(model.Lora.Warnings);
        Assert.Contains("'layer'", warning, StringComparison.Ordinal);
        Assert.Contains("dense (0 %", warning, StringComparison.Ordinal);
        Assert.Contains("[Lora(3)]", warning, StringComparison.Ordinal);
        Assert.Equal([warning], Heard(() => MakeOptimizer(model.Lora)));
    }

    [Fact]
    public void Second_derivatives_are_those_of_the_formula()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using var model = LorsAdapters.Linear(5, 4, LorsMode.Exact);
        Reference.Randomize(model.Layer);
        model.to(ScalarType.Float64);
        model.Lora.FreezeBase();
        var x = Reference.Leaf(randn(3, 5));
        var (a, b) = (Reference.FactorA(model.Layer), Reference.FactorB(model.Layer));
        var actual = Twice(model.forward(x));
        var masked = (model.Base.weight + (b.mm(a) * 2)) * model.Base.weight.ne(0).to(ScalarType.Float64);
        var expected = Twice(x.mm(masked.t()) + model.Base.bias!);
        Assert.All(actual.Zip(expected), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-10));

        IList<Tensor> Twice(Tensor y)
        {
            var first = autograd.grad([y.tanh().sum()], [x, a, b], retain_graph: true, create_graph: true);
            return autograd.grad([first.Select(part => part.pow(2).sum()).Aggregate((sum, next) => sum + next)], [x, a, b]);
        }
    }

    private static void MakeOptimizer(AdapterSet set)
    {
        set.FreezeBase();
        using var optimizer = set.Optimizer(parameters => optim.SGD(parameters, 0.1));
    }

    private static List<string> Heard(Action act)
    {
        var heard = new List<string>();
        var handler = LoraWarnings.Handler;
        LoraWarnings.Handler = heard.Add;
        try
        {
            act();
        }
        finally
        {
            LoraWarnings.Handler = handler;
        }

        return heard;
    }

    private static (double First, double Last) Train(nn.Module<Tensor, Tensor> model, AdapterSet set, Tensor x, Tensor target)
    {
        set.FreezeBase();
        using var optimizer = set.Optimizer(parameters => optim.AdamW(parameters, lr: 0.02, weight_decay: 0.1));
        var losses = new List<double>();
        for (var step = 0; step < 20; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.mse_loss(model.forward(x), target);
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
        }

        return (losses[0], losses[^1]);
    }

    /// <summary>Zeros in the first two of every four columns.</summary>
    private static void TwoOfFour(Tensor weight)
    {
        using var noGradient = no_grad();
        weight.fill_(0.3);
        weight.view(-1, 4).narrow(1, 0, 2).zero_();
    }
}
