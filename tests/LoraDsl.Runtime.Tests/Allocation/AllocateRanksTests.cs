using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Allocation;

public sealed class AllocateRanksTests
{
    [Fact]
    public void The_budget_is_spent_exactly_over_the_model_and_a_fields_own_budget_apart()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new AdaptiveNet();
        var report = model.Lora.AllocateRanks(Batches(), Loss(model));

        var own = model.Lora.Blocks.Select(block => block.Gate.Rank);
        Assert.All(own, rank => Assert.Equal(3, rank));
        var shared = model.Lora.Head.Rank + model.Lora.Blocks.Sum(block => block.Up.Rank + block.Down.Rank);
        Assert.Equal(12, shared);
        Assert.Equal(12 + 3 + 3, report.Spent);
        Assert.Equal(report.Budgets.Sum(budget => budget.Amount), report.Spent);
        Assert.All(report.Ranks, entry => Assert.True(entry.Rank >= entry.MinRank));
    }

    [Fact]
    public void Ranks_follow_the_measured_importance()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new AdaptiveNet();
        var report = model.Lora.AllocateRanks(Batches(), Loss(model));
        var shared = report.Ranks.Where(entry => entry.Owner == nameof(AdaptiveNet)).OrderByDescending(entry => entry.Score).ToList();
        Assert.Equal(5, shared.Count);
        Assert.Equal(shared.Select(entry => entry.Rank).OrderDescending(), shared.Select(entry => entry.Rank));
        Assert.True(shared[0].Rank > shared[^1].Rank);
    }

    [Fact]
    public void Before_and_after_the_allocation_the_model_equals_its_base()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new AdaptiveNet();
        var x = randn(5, 6);
        var before = model.forward(x);
        Assert.Equal(0, model.Lora.Named().Sum(entry => entry.Adapter.ParameterCount));
        model.Lora.AllocateRanks(Batches(), Loss(model));
        Assert.True(Reference.SameBits(before, model.forward(x)));
    }

    [Fact]
    public void Even_shares_need_no_batches()
    {
        using var model = new AdaptiveNet();
        model.Lora.AllocateRanksEvenly();
        Assert.Equal([3, 3, 2, 2, 2], SharedRanks(model));
    }

    [Fact]
    public void The_measure_can_be_chosen()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveNet();
        var report = model.Lora.AllocateRanks(Batches(), Loss(model), new GradientNorm(MatrixNorm.L1));
        Assert.Equal("gradient norm L1", report.Measure);
        Assert.Contains("18 of 18 ranks", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("blocks.1.down", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_not_a_number_is_an_error_that_names_an_adapter_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveNet();
        var error = Assert.Throws<ArgumentException>(() => model.Lora.AllocateRanks(Batches(), x => model.forward(x).sum() * float.NaN));
        Assert.Contains("'blocks.0.gate'", error.Message, StringComparison.Ordinal);
        Assert.All(SharedRanks(model), rank => Assert.Equal(0, rank));
    }

    [Fact]
    public void A_child_without_a_budget_says_where_to_allocate()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveNet();
        var error = Assert.Throws<InvalidOperationException>(model.Lora.Blocks[0].AllocateRanksEvenly);
        Assert.Contains("'up'", error.Message, StringComparison.Ordinal);
        Assert.Contains("budget", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_adaptive_adapters_says_so()
    {
        using var model = new ScaleTwo(4, 4);
        Assert.Throws<InvalidOperationException>(() => model.Lora.AllocateRanksEvenly());
    }

    [Fact]
    public void Trained_adapters_are_not_thrown_away()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveNet();
        model.Lora.AllocateRanksEvenly();
        model.Lora.AllocateRanks(Batches(), Loss(model));
        Reference.Randomize(model.Lora.Blocks[0].Up);
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.AllocateRanksEvenly());
        Assert.Contains("'blocks.0.up'", error.Message, StringComparison.Ordinal);
    }

    private static Tensor[] Batches() => [randn(8, 6), randn(8, 6), randn(8, 6)];

    private static Func<Tensor, Tensor> Loss(AdaptiveNet model) => x => model.forward(x).square().mean();

    private static IEnumerable<int> SharedRanks(AdaptiveNet model) =>
        [model.Lora.Head.Rank, .. model.Lora.Blocks.SelectMany(block => new[] { block.Up.Rank, block.Down.Rank })];
}
