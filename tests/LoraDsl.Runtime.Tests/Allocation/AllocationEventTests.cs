using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;

namespace LoraDsl.Runtime.Tests.Allocation;

public sealed class AllocationEventTests
{
    [Fact]
    public void Every_rank_that_an_allocation_changes_is_an_event()
    {
        using var model = new AdaptiveNet();
        var changes = new List<RankChange>();
        model.Lora.RankChanged += (sender, change) =>
        {
            Assert.Same(model.Lora, sender);
            changes.Add(change);
        };
        var given = model.Lora.AllocateRanksEvenly();
        Assert.Equal(
            given.Ranks.Select(adapter => (adapter.Path, 0, adapter.Rank, 0L)),
            changes.Select(change => (change.Path, change.OldRank, change.NewRank, change.Step)));
        Assert.All(changes, change => Assert.Equal(RankChangeKind.Allocation, change.Kind));
        Assert.All(changes, change => Assert.Contains("even shares", change.Reason, StringComparison.Ordinal));

        changes.Clear();
        model.Lora.AllocateRanksEvenly();
        Assert.Empty(changes);
    }
}
