using LoraDsl.Importance;
using LoraDsl.Methods;
using LoraDsl.Ranks;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Allocation;

public sealed class AttributeChoiceTests
{
    [Fact]
    public void Each_budget_is_shared_out_as_its_attribute_says()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new ChosenByAttribute();
        var report = model.Lora.AllocateRanks(Batches(), Loss(model));

        Assert.Equal(
            [
                "ChosenByAttribute Taylor proportional 8 Ranks",
                "block Taylor threshold 9 Ranks",
                "narrow explained variance top components 3 Ranks",
                "wide gradient norm L2 proportional 90 Parameters",
            ],
            report.Budgets
                .Select(budget => $"{budget.Owner} {budget.Measure} {budget.Allocation} {budget.Spent} {budget.Unit}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(8, model.Up.Rank + model.Down.Rank);
        Assert.Equal([5, model.Narrow.Rank], [model.Wide.Rank, 3]);
        Assert.Contains("90 of 100 parameters given by gradient norm L2, proportional", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Above_the_threshold_a_budget_is_shared_evenly_and_below_it_adapters_get_their_least()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new ThresholdBlock();
        model.Lora.AllocateRanks(Batches(), Loss(model));
        Assert.Equal([4, 4, 1], [model.First.Rank, model.Second.Rank, model.Last.Rank]);
    }

    [Fact]
    public void A_measure_and_an_allocation_that_are_passed_come_first()
    {
        using var scope = NewDisposeScope();
        using var model = new ChosenByAttribute();
        var report = model.Lora.AllocateRanks(Batches(), Loss(model), new GradientNorm(MatrixNorm.L1), new ProportionalAllocation());
        Assert.All(report.Budgets, budget => Assert.Equal(("gradient norm L1", "proportional"), (budget.Measure, budget.Allocation)));
        Assert.Equal("gradient norm L1", report.Measure);
    }

    [Fact]
    public void A_measure_runs_once_over_the_adapters_that_follow_it()
    {
        using var scope = NewDisposeScope();
        using var model = new ChosenByAttribute();
        var runs = 0;
        model.Lora.AllocateRanks(Batches(), x =>
        {
            runs++;
            return model.forward(x).square().mean();
        });

        // Three batches for each of Taylor, explained variance and the gradient norm.
        Assert.Equal(9, runs);
    }

    [Fact]
    public void Batches_that_come_only_once_serve_every_measure()
    {
        using var scope = NewDisposeScope();
        using var model = new ChosenByAttribute();
        var left = new Queue<Tensor>(Batches());
        model.Lora.AllocateRanks(Once(), Loss(model));

        IEnumerable<Tensor> Once()
        {
            while (left.TryDequeue(out var batch))
                yield return batch;
        }
    }

    [Fact]
    public void Even_shares_count_in_the_units_of_each_budget()
    {
        using var model = new ChosenByAttribute();
        var report = model.Lora.AllocateRanksEvenly();
        Assert.Equal([4, 4, 5, 3, 3, 3, 3], ((AdaptiveLoraAdapter[])[model.Up, model.Down, model.Wide, model.Narrow, .. Block(model)]).Select(adapter => adapter.Rank));
        Assert.Equal("even shares", report.Measure);
    }

    [Fact]
    public void Every_measure_that_an_attribute_can_name_is_one_of_its_own()
    {
        var names = Enum.GetValues<RankImportance>().Select(importance => AttributeMeasures.Create(importance).Name).ToList();
        Assert.Equal(11, names.Distinct().Count());
        Assert.Equal("gradient norm L1", AttributeMeasures.Create(RankImportance.GradientNormL1).Name);
        Assert.Equal("Hessian trace", AttributeMeasures.Create(RankImportance.HessianTrace).Name);
        Assert.IsType<AttentionWeightImportance>(AttributeMeasures.Create(RankImportance.AttentionWeight));
        Assert.IsType<SensitivityImportance>(AttributeMeasures.Create(RankImportance.Sensitivity));
        Assert.Throws<ArgumentOutOfRangeException>(() => AttributeMeasures.Create((RankImportance)99));
    }

    [Fact]
    public void A_budget_that_is_below_the_least_ranks_in_parameters_is_an_error_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = new TooFewParameters(6);
        var error = Assert.Throws<ArgumentException>(() => model.Lora.AllocateRanks(Batches(), Loss(model)));
        Assert.Contains("11 parameters", error.Message, StringComparison.Ordinal);
        Assert.Contains("12", error.Message, StringComparison.Ordinal);
        Assert.False(model.Layer.IsAllocated);
    }

    private static AdaptiveLoraAdapter[] Block(ChosenByAttribute model) => [model.Lora.Block.First, model.Lora.Block.Second, model.Lora.Block.Last];

    private static Tensor[] Batches() => [randn(16, 6), randn(16, 6), randn(16, 6)];

    private static Func<Tensor, Tensor> Loss(nn.Module<Tensor, Tensor> model) => x => model.forward(x).square().mean();
}
