using LoraDsl.Adapters;
using LoraDsl.Optimization;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Schedules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training;

public sealed class RankScheduleTests
{
    private static readonly RankScheduleOptions Quick = new()
    {
        GradientEnergy = new GradientEnergyOptions { Window = 10 },
        GradientSubspace = new GradientSubspaceOptions { Window = 10 },
        Loss = new LossScheduleOptions { StepsPerCheck = 2, Patience = 3 },
    };

    private Tensor? target;

    [Fact]
    public void On_a_stream_ranks_follow_the_target_up_and_down_within_the_budget()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new Models.Stream();
        model.Lora.FreezeBase();
        model.Lora.AllocateRanksEvenly();
        Assert.Equal((5, 4), (model.Lora.Left.Rank, model.Lora.Right.Rank));
        var changes = new List<RankChange>();
        model.Lora.RankChanged += (_, change) =>
        {
            changes.Add(change);
            Assert.InRange(model.Lora.Left.Rank + model.Lora.Right.Rank, 2, 9);
        };

        // So slow a training that the gradient stays that of the whole target.
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 1e-4), seed: 1, schedules: Quick);
        Train(model, optimizer, leftRank: 6, rightRank: 1, steps: 40);
        // A gradient that does not grow: one less than its six and one components, and never none.
        Assert.Equal((5, 1), (model.Lora.Left.Rank, model.Lora.Right.Rank));

        // The gradient of the right layer grows at the shift, the left one's falls.
        Train(model, optimizer, leftRank: 1, rightRank: 6, steps: 10);
        Assert.Equal((1, 8), (model.Lora.Left.Rank, model.Lora.Right.Rank));
        Train(model, optimizer, leftRank: 1, rightRank: 6, steps: 20, keepTarget: true);
        Assert.Equal((1, 5), (model.Lora.Left.Rank, model.Lora.Right.Rank));

        Assert.All(changes, change => Assert.Equal(RankChangeKind.Schedule, change.Kind));
        Assert.All(changes, change => Assert.Equal(0, change.Step % 10));
        Assert.DoesNotContain(changes, change => change.Path == "beside");
        Assert.Contains(changes, change => change is { Path: "right", NewRank: 8, OldRank: 1 } && change.Reason.Contains("moments are kept", StringComparison.Ordinal));
        Assert.Contains(changes, change => change is { Path: "left", NewRank: 1, OldRank: 5 } && change.Reason.Contains("moments restart", StringComparison.Ordinal));
        Assert.Equal(70, optimizer.StepCount);
    }

    [Fact]
    public void Where_the_budget_is_short_the_reason_says_so()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new Models.Stream();
        model.Lora.FreezeBase();
        model.Lora.AllocateRanksEvenly();
        var reasons = new List<string>();
        model.Lora.RankChanged += (_, change) => reasons.Add(change.Reason);
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 1e-4), seed: 1, schedules: Quick);
        // One and one left free, both want seven.
        Train(model, optimizer, leftRank: 1, rightRank: 1, steps: 20);
        Train(model, optimizer, leftRank: 6, rightRank: 6, steps: 10);
        Assert.Equal((5, 4), (model.Lora.Left.Rank, model.Lora.Right.Rank));
        Assert.Contains(reasons, reason => reason.Contains("the budget of Stream allows 4 of 8", StringComparison.Ordinal));
    }

    [Fact]
    public void Measuring_leaves_the_training_as_it_is()
    {
        using var scope = NewDisposeScope();
        var (watched, plain) = (TrainedFactors(gradientWindow: 1000), TrainedFactors(gradientWindow: null));
        Assert.All(watched.Zip(plain), pair => Assert.True(Reference.SameBits(pair.First, pair.Second)));
    }

    [Fact]
    public void Adapters_without_a_schedule_are_not_watched()
    {
        using var model = new FollowsLoss();
        model.Lora.FreezeBase();
        model.Lora.AllocateRanksEvenly();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        Assert.Null(model.Lora.Constant.Probe);
        Assert.Null(model.Lora.Moving.Probe);
        using var stream = new Models.Stream();
        stream.Lora.FreezeBase();
        stream.Lora.AllocateRanksEvenly();
        using (stream.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1)))
        {
            Assert.NotNull(stream.Lora.Left.Probe);
            Assert.Null(stream.Lora.Beside.Probe);
        }

        Assert.Null(stream.Lora.Left.Probe);
    }

    [Fact]
    public void A_loss_that_is_followed_but_not_reported_is_an_error_before_anything_moves()
    {
        using var scope = NewDisposeScope();
        using var model = new FollowsLoss();
        model.Lora.FreezeBase();
        model.Lora.AllocateRanksEvenly();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        var before = Reference.FactorB(model.Lora.Moving).detach().clone();
        model.forward(randn(4, 9)).sum().backward();
        var error = Assert.Throws<InvalidOperationException>(() => optimizer.step());
        Assert.Contains("'moving'", error.Message, StringComparison.Ordinal);
        Assert.Contains("ReportLoss", error.Message, StringComparison.Ordinal);
        Assert.True(Reference.SameBits(before, Reference.FactorB(model.Lora.Moving)));
        Assert.Equal(0, optimizer.StepCount);

        optimizer.ReportLoss(1);
        optimizer.step();
        Assert.False(Reference.SameBits(before, Reference.FactorB(model.Lora.Moving)));
        Assert.Throws<InvalidOperationException>(() => optimizer.step());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_loss_on_a_plateau_brings_more_rank_as_far_as_the_budget_goes(bool byClosure)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new FollowsLoss();
        model.Lora.FreezeBase();
        model.Lora.AllocateRanksEvenly();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 1e-6), schedules: Quick);
        optimizer.Resize(model.Lora.Moving, 2);
        var changes = new List<RankChange>();
        model.Lora.RankChanged += (_, change) => changes.Add(change);
        var x = randn(4, 9);
        for (var step = 0; step < 16; step++)
        {
            using var stepScope = NewDisposeScope();
            if (byClosure)
            {
                optimizer.step(Loss);
            }
            else
            {
                optimizer.ReportLoss(Loss());
                optimizer.step();
            }
        }

        // Four checks make a plateau: 2 -> 3 after 8 steps; three more make the next: 5 are wanted, 4 are there.
        Assert.Equal([(8L, 2, 3), (14L, 3, 4)], changes.Select(change => (change.Step, change.OldRank, change.NewRank)));
        Assert.Equal(4, model.Lora.Constant.Rank);

        Tensor Loss()
        {
            optimizer.zero_grad();
            var loss = model.forward(x).square().mean();
            loss.backward();
            return loss;
        }
    }

    [Fact]
    public void The_subspace_of_the_gradient_moves_a_rank_in_steps_of_four()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new FollowsSubspace();
        model.Lora.FreezeBase();
        model.Lora.AllocateRanksEvenly();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 1e-6), schedules: Quick);
        optimizer.Resize(model.Lora.Layer, 2);
        var wanted = model.Base.weight.detach() + Planted(8, width: 20);
        var ranks = new List<int>();
        for (var step = 1; step <= 40; step++)
        {
            using var stepScope = NewDisposeScope();
            var x = randn(400, 20);
            optimizer.zero_grad();
            nn.functional.mse_loss(model.forward(x), x.mm(wanted.t())).backward();
            optimizer.step();
            if (step % 10 == 0)
                ranks.Add(model.Lora.Layer.Rank);
        }

        Assert.Equal([6, 8, 8, 8], ranks);
    }

    [Fact]
    public void A_setting_out_of_its_range_is_an_error_that_names_it()
    {
        using var model = new Models.Stream();
        model.Lora.FreezeBase();
        model.Lora.AllocateRanksEvenly();
        var options = new RankScheduleOptions { GradientEnergy = new GradientEnergyOptions { Window = 0 } };
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1), schedules: options));
        Assert.Contains("GradientEnergy.Window", error.Message, StringComparison.Ordinal);
        Assert.Null(model.Lora.Left.Probe);
    }

    private static Tensor[] TrainedFactors(int? gradientWindow)
    {
        random.manual_seed(5);
        using var model = new Models.Stream();
        model.Lora.FreezeBase();
        model.Lora.AllocateRanksEvenly();
        var options = new RankScheduleOptions { GradientEnergy = new GradientEnergyOptions { Window = gradientWindow ?? 1000 } };
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, 0.01), seed: 1, schedules: options);
        if (gradientWindow is null)
            model.Lora.Left.Probe = model.Lora.Right.Probe = new Unwatched();
        for (var step = 0; step < 20; step++)
        {
            using var stepScope = NewDisposeScope();
            optimizer.zero_grad();
            model.forward(randn(8, 16)).square().mean().backward();
            optimizer.step();
        }

        return [.. model.Lora.Named().SelectMany(entry => new[] { Reference.FactorA(entry.Adapter), Reference.FactorB(entry.Adapter) }).Select(factor => factor.detach().clone())];
    }

    private void Train(Models.Stream model, LoraOptimizer optimizer, int leftRank, int rightRank, int steps, bool keepTarget = false)
    {
        if (!keepTarget)
        {
            target = cat(
                [model.Weights[0] + Planted(leftRank), model.Weights[1] + Planted(rightRank), model.Weights[2].detach()], 0).detach();
        }

        for (var step = 0; step < steps; step++)
        {
            using var stepScope = NewDisposeScope();
            var x = randn(64, 16);
            optimizer.zero_grad();
            nn.functional.mse_loss(model.forward(x), x.mm(target!.t())).backward();
            optimizer.step();
        }
    }

    // Of the given rank, all of its singular values 1.
    private static Tensor Planted(int rank, int width = 16)
    {
        var (u, v) = (linalg.qr(randn(width, rank)).Item1, linalg.qr(randn(width, rank)).Item1);
        return u.mm(v.t());
    }

    private sealed class Unwatched : ILayerProbe
    {
        public Tensor Observe(LayerAdapter adapter, Tensor input, Tensor output) => output;
    }
}
