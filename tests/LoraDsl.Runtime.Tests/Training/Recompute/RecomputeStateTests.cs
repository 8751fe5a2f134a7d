using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Schedules;
using LoraDsl.Training;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training.Recompute;

/// <summary>What modules keep from pass to pass, and what changes it.</summary>
public sealed class RecomputeStateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Modes_that_change_in_between_are_those_of_the_first_run(bool startsInTraining)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var model = PassRecord.Randomized(new RandomBlock());
        Action start = () => model.train(startsInTraining);
        start();
        model.Norm.eval();
        var plain = PassRecord.Of(model, model.forward, randn(12, 6, generator: new Generator(1)));
        var recomputed = PassRecord.Of(
            model, x => ActivationRecompute.Run(model, x), randn(12, 6, generator: new Generator(1)), between: () => model.train(!startsInTraining));
        plain.AssertSame(recomputed);
        Assert.All([model, .. model.modules()], module => Assert.Equal(!startsInTraining, module.training));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rank_that_DyLoRA_draws_in_between_is_the_next_steps(bool training)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var model = PassRecord.Randomized(new DynamicFrozen(9, 7));
        model.train(training);
        var x = randn(8, 9, requires_grad: true);
        Draw(0.3, 3);
        var plain = PassRecord.Of(model, model.forward, x);
        var recomputed = PassRecord.Of(model, input => ActivationRecompute.Run(model, input), x, between: () => Draw(0.9, 5));
        plain.AssertSame(recomputed);
        Assert.Equal(5, model.Layer.ActiveRank);

        void Draw(double position, int rank)
        {
            model.Layer.DrawRank(position);
            model.Layer.Rank = rank;
        }
    }

    [Fact]
    public void Running_statistics_count_a_batch_once()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var model = PassRecord.Randomized(new RandomBlock());
        var (plain, recomputed) = PassRecord.Both(model, randn(12, 6));
        plain.AssertSame(recomputed);
        Assert.Equal(1, recomputed["norm.num_batches_tracked"]!.item<long>());
    }

    [Fact]
    public void A_training_whose_ranks_move_ends_with_the_bits_of_the_plain_one()
    {
        using var scope = NewDisposeScope();
        var (plain, plainRanks) = Train(recomputes: false);
        var (recomputed, ranks) = Train(recomputes: true);
        Assert.Equal(plainRanks, ranks);
        Assert.Contains(ranks, change => change.Contains("energy", StringComparison.Ordinal));
        Assert.All(plain.Zip(recomputed), pair => Assert.True(Reference.SameBits(pair.First, pair.Second)));
    }

    [Fact]
    public void In_a_trainer_with_accumulated_batches_it_does_as_the_plain_pass()
    {
        using var scope = NewDisposeScope();
        var (plain, recomputed) = (Fit(recomputes: false), Fit(recomputes: true));
        Assert.All(plain.Zip(recomputed), pair => Assert.True(Reference.SameBits(pair.First, pair.Second)));
    }

    private static (List<Tensor> Parameters, List<string> RankChanges) Train(bool recomputes)
    {
        var model = Net(recomputes);
        var changes = new List<string>();
        model.Lora.RankChanged += (_, change) => changes.Add($"{change.Step} {change.Path} {change.NewRank} {change.Reason}");
        var schedules = new RankScheduleOptions { GradientEnergy = new GradientEnergyOptions { Window = 3 } };
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, 0.05), seed: 1, schedules: schedules);
        for (var step = 0; step < 10; step++)
        {
            if (step == 5)
                optimizer.Resize(model.Blocks[1].Lora.Left, 5);
            optimizer.zero_grad();
            Loss(model, step).backward();
            optimizer.step();
        }

        return ([.. model.parameters()], changes);
    }

    private static List<Tensor> Fit(bool recomputes)
    {
        var model = Net(recomputes);
        model.Lora.Trainer<int>(
            parameters => optim.AdamW(parameters, 0.05),
            batch => Loss(model, batch),
            new TrainerOptions { Epochs = 3, Accumulation = 2 }).Fit([0, 1, 2, 3]);
        return [.. model.parameters()];
    }

    private static RecomputedNet Net(bool recomputes)
    {
        manual_seed(3);
        var model = new RecomputedNet(recomputes);
        model.Lora.FreezeBase();
        model.Lora.AllocateRanksEvenly();
        return model;
    }

    private static Tensor Loss(RecomputedNet model, int batch)
    {
        var examples = randn([3, 5, 8], ScalarType.Float32, generator: new Generator((ulong)batch));
        return (model.forward(examples) - examples.roll(1, -1)).square().mean();
    }
}
