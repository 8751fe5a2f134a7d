using LoraDsl.Analysis;
using LoraDsl.Runtime.Tests.Models;

namespace LoraDsl.Runtime.Tests.Analysis;

public sealed class CapacityTableTests
{
    [Fact]
    public void An_adapter_is_counted_as_it_is()
    {
        using var model = new ScaleTwo(10, 6);
        var row = Assert.Single(CapacityTable.Of(model.Lora).Rows);
        Assert.Equal(new LayerCapacity("layer", 10, 6, 3), row);
        Assert.Equal(model.Layer.ParameterCount, row.Parameters);
        Assert.Equal(60.0 / 48, row.Compression, 12);
        Assert.Equal(1 + (1.5 * 3 * (0.1 + (1.0 / 6))), row.CostRatio, 12);
    }

    [Fact]
    public void Other_ranks_can_be_looked_at()
    {
        using var model = new ScaleTwo(10, 6);
        var rows = CapacityTable.Of(model.Lora, 1, 8).Rows;
        Assert.Equal([1L, 6L], rows.Select(row => row.Capacity));
        Assert.Equal([16L, 128L], rows.Select(row => row.Parameters));
        Assert.Throws<ArgumentOutOfRangeException>(() => CapacityTable.Of(model.Lora, -1));
    }
}
