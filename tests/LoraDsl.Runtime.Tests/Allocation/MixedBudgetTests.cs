using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Allocation;

public sealed class MixedBudgetTests
{
    [Fact]
    public void An_adapter_that_is_not_AdaLoRAs_cannot_draw_on_its_budget()
    {
        using var model = new TripletBudgetOfShares();
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.AllocateRanksEvenly());
        Assert.Contains("'block.layer' draws on the budget of 'TripletBudgetOfShares'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Allocation = AllocationStrategy.AdaLora", error.Message, StringComparison.Ordinal);
        Assert.False(model.Lora.Block.Layer.IsAllocated);
    }

    [Fact]
    public void An_adapter_of_AdaLoRAs_cannot_draw_on_a_budget_that_is_shared_out_before()
    {
        using var model = new SharedBudgetOfTriplets();
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.AllocateRanksEvenly());
        Assert.Contains("'block.up' is adapted by AdaLoRA and draws on the budget of 'SharedBudgetOfTriplets'", error.Message, StringComparison.Ordinal);
        Assert.False(model.Own.IsAllocated);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_budget_of_AdaLoRAs_does_not_keep_the_others_from_being_shared_out(bool evenly)
    {
        using var scope = NewDisposeScope();
        using var model = new SharesBesideTriplets();
        var report = evenly
            ? model.Lora.AllocateRanksEvenly()
            : model.Lora.AllocateRanks([randn(4, 6)], x => model.forward(x).square().sum());
        Assert.Equal(5, model.Up.Rank + model.Down.Rank);
        Assert.Equal(["SharesBesideTriplets"], report.Budgets.Select(budget => budget.Owner));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_budget_that_nothing_draws_on_does_not_keep_the_others_from_being_shared_out(bool evenly)
    {
        using var scope = NewDisposeScope();
        using var model = new EachItsOwnBudget();
        var report = evenly
            ? model.Lora.AllocateRanksEvenly()
            : model.Lora.AllocateRanks([randn(4, 6)], x => model.forward(x).square().sum());
        Assert.Equal([2, 3], [model.Up.Rank, model.Down.Rank]);
        Assert.Equal(["up", "down"], report.Budgets.Select(budget => budget.Owner));
    }
}
