using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training;

public sealed class LoraOptimizerTests
{
    [Theory]
    [InlineData("AdamW")]
    [InlineData("momentum")]
    public void Frozen_rows_do_not_move_by_a_bit_under_weight_decay_and_momentum(string kind)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new DynamicFrozen(9, 7);
        Reference.Randomize(model.Layer);
        model.Lora.FreezeBase();
        model.train();
        using var optimizer = model.Lora.Optimizer(
            parameters => kind == "AdamW"
                ? optim.AdamW(parameters, lr: 0.1, weight_decay: 0.1)
                : optim.SGD(parameters, 1e-5, momentum: 0.9, weight_decay: 0.1, nesterov: true),
            seed: 3);
        var (a, b) = (Reference.FactorA(model.Layer), Reference.FactorB(model.Layer));
        var drawn = new HashSet<int>();
        for (var step = 0; step < 60; step++)
        {
            using var stepScope = NewDisposeScope();
            var rank = model.Layer.ActiveRank;
            var first = rank == 2 ? 0 : rank - 1;
            drawn.Add(rank);
            var (oldA, oldB) = (a.detach().clone(), b.detach().clone());
            optimizer.zero_grad();
            model.forward(randn(5, 9)).square().sum().backward();
            optimizer.step();
            for (var row = 0; row < 5; row++)
            {
                var moves = row >= first && row < rank;
                Assert.Equal(moves, !Reference.SameBits(oldA[row], a[row]));
                Assert.Equal(moves, !Reference.SameBits(oldB.select(1, row), b.select(1, row)));
            }
        }

        Assert.Equal([2, 3, 4, 5], drawn.Order());
    }

    [Fact]
    public void Ranks_are_drawn_evenly_and_the_seed_fixes_them()
    {
        var (first, again, other) = (Draws(seed: 1), Draws(seed: 1), Draws(seed: 2));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        var counts = first.CountBy(rank => rank).ToDictionary();
        Assert.Equal([2, 3, 4, 5], counts.Keys.Order());
        // 4,000 draws: four standard deviations are 110.
        Assert.All(counts.Values, count => Assert.InRange(count, 890, 1110));
    }

    [Fact]
    public void Without_a_seed_PyTorchs_generator_fixes_the_draws()
    {
        random.manual_seed(5);
        var first = Draws(seed: null);
        random.manual_seed(5);
        Assert.Equal(first, Draws(seed: null));
    }

    [Fact]
    public void Frozen_training_lowers_the_loss_at_every_rank()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using var model = new DynamicFrozen(9, 7);
        model.Lora.FreezeBase();
        var x = randn(64, 9);
        var wanted = x.mm(randn(9, 7));
        double LossAt(int rank)
        {
            using var lossScope = NewDisposeScope();
            model.eval();
            model.Layer.Rank = rank;
            return nn.functional.mse_loss(model.forward(x), wanted).item<float>();
        }

        var before = LossAt(5);
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, lr: 0.02), seed: 1);
        model.train();
        for (var step = 0; step < 800; step++)
        {
            using var stepScope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.mse_loss(model.forward(x), wanted).backward();
            optimizer.step();
        }

        double[] after = [.. Enumerable.Range(2, 4).Select(LossAt)];
        Assert.All(after, loss => Assert.True(loss < 0.8 * before, $"{loss} of {before}"));
        Assert.True(after[^1] < after[0]);
    }

    [Fact]
    public void A_base_that_is_not_frozen_is_an_error_that_says_what_to_call()
    {
        using var model = new ScaleTwo(4, 4);
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1)));
        Assert.Contains("FreezeBase", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranks_that_are_not_allocated_are_an_error_that_says_what_to_call()
    {
        using var model = new AdaptiveNet();
        model.Lora.FreezeBase();
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1)));
        Assert.Contains("AllocateRanks", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_that_were_replaced_are_noticed()
    {
        using var model = new ScaleTwo(4, 4);
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        model.to(ScalarType.Float64);
        Assert.All(
            [() => optimizer.zero_grad(), () => optimizer.step(), () => optimizer.step(() => torch.zeros(1))],
            (Action call) => Assert.Contains("parameters of the adapter 'layer' were replaced", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal));
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void Parameters_of_the_base_that_were_replaced_are_noticed_too()
    {
        using var model = new ScaleTwo(4, 4);
        model.Lora.FreezeBase();
        model.Base.bias!.requires_grad = true;
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        model.Base.to(ScalarType.Float64);
        Assert.Contains("make the optimizer last, after to()", Assert.Throws<InvalidOperationException>(optimizer.zero_grad).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rank_does_not_change_in_an_optimizer_whose_parameters_were_replaced()
    {
        using var model = new AdaptiveUnscaled();
        model.Layer.Allocate(2);
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        model.to(ScalarType.Float64);
        Assert.Throws<InvalidOperationException>(() => optimizer.Resize(model.Layer, 3));
        Assert.Equal(2, model.Layer.Rank);
        Assert.Throws<InvalidOperationException>(() => optimizer.step());
    }

    [Fact]
    public void Parts_of_the_base_that_were_unfrozen_are_trained_too()
    {
        using var scope = NewDisposeScope();
        using var model = new ScaleTwo(4, 4);
        model.Lora.FreezeBase();
        model.Base.bias!.requires_grad = true;
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        var before = model.Base.bias!.detach().clone();
        model.forward(randn(2, 4)).sum().backward();
        optimizer.step();
        Assert.NotEqual(0, Reference.MaxDifference(before, model.Base.bias!));
    }

    [Fact]
    public void A_learning_rate_schedule_drives_it_like_any_other()
    {
        using var model = new ScaleTwo(4, 4);
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = 0.05;
        Assert.All(optimizer.ParamGroups, group => Assert.Equal(0.05, group.LearningRate));
        Assert.Equal(2, optimizer.parameters().Count());
    }

    [Fact]
    public void Ten_thousand_adapted_steps_leave_no_tensor_behind()
    {
        using var model = new Mixed();
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters), seed: 1);
        using var x = randn(4, 6);
        void Step()
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            model.forward(x).square().mean().backward();
            optimizer.step();
        }

        for (var step = 0; step < 100; step++)
            Step();
        var live = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var step = 0; step < 10_000; step++)
            Step();
        Assert.Equal(live, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static List<int> Draws(int? seed)
    {
        using var model = new DynamicFull(3, 3);
        model.Lora.FreezeBase();
        model.train();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1), seed);
        var drawn = new List<int>();
        for (var step = 0; step < 4000; step++)
        {
            drawn.Add(model.Layer.ActiveRank);
            optimizer.step();
        }

        return drawn;
    }
}
