using LoraDsl.Runtime.Tests.Models;

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
}
