using Shared.Reporting;

namespace LoraDsl.Samples.Tests;

public sealed class RankTextTests
{
    [Fact]
    public void Without_adapters_there_is_nothing_to_say() => Assert.Equal("", RankText.Of(new Dictionary<string, int>()));

    [Fact]
    public void One_rank_everywhere_is_said_once() =>
        Assert.Equal("8", RankText.Of(new Dictionary<string, int> { ["blocks.0.query"] = 8, ["head"] = 8 }));

    [Fact]
    public void Exceptions_are_named() =>
        Assert.Equal("4, head 8", RankText.Of(new Dictionary<string, int> { ["blocks.0.query"] = 4, ["blocks.1.query"] = 4, ["head"] = 8 }));

    [Fact]
    public void Different_ranks_are_listed_by_layer_with_their_sum()
    {
        var ranks = new Dictionary<string, int>
        {
            ["blocks.0.query"] = 3,
            ["blocks.0.key"] = 1,
            ["blocks.1.query"] = 5,
            ["blocks.1.key"] = 2,
            ["head"] = 4,
        };
        Assert.Equal("query 3·5, key 1·2, head 4; 15 in total", RankText.Of(ranks));
    }
}
