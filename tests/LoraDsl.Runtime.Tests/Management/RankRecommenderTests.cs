using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using LoraDsl.Ranks;

namespace LoraDsl.Runtime.Tests.Management;

public sealed class RankRecommenderTests
{
    private static readonly Architecture Block = new("block", [.. Enum.GetValues<LayerType>().Select(type => new ArchitectureLayer(type.ToString(), type, 768, 768))]);

    // 4 × 1.0, 8 × 1.5 and 16 × 2.0, times 1.0, 1.2, 1.0, 1.2, 0.8, 1.5 and 1.0, rounded.
    [Theory]
    [InlineData(TaskComplexity.Simple, new[] { 4, 5, 4, 5, 3, 6, 4 })]
    [InlineData(TaskComplexity.Medium, new[] { 12, 14, 12, 14, 10, 18, 12 })]
    [InlineData(TaskComplexity.Complex, new[] { 32, 38, 32, 38, 26, 48, 32 })]
    public void Ranks_follow_complexity_and_type(TaskComplexity complexity, int[] expected)
    {
        var recommended = RankRecommender.Recommend(Block, new RankRecommendationOptions { Complexity = complexity });
        Assert.Equal(expected, recommended.Ranks.Select(rank => rank.Rank));
        Assert.Equal(RankLimit.None, recommended.Limit);
        Assert.Equal(expected.Sum() * 1536L, recommended.Parameters);
        Assert.Equal(expected.Sum() * 1536L * 16, recommended.MemoryBytes);
        Assert.Equal(6.0 * expected.Sum() * 1536 / (4.0 * 7 * 768 * 768), recommended.ComputeOverhead, 12);
    }

    [Fact]
    public void Ranks_stay_within_bounds_and_the_layer()
    {
        var architecture = new Architecture("small", [new("wide", LayerType.Query, 768, 768), new("narrow", LayerType.Query, 768, 3), new("least", LayerType.AttentionOutput, 99, 99)]);
        var ranks = RankRecommender.Recommend(architecture, new RankRecommendationOptions { MinRank = 11, MaxRank = 13 }).Ranks;
        Assert.Equal([13, 3, 11], ranks.Select(rank => rank.Rank));
        Assert.Equal(
            ["8 × 1.5 × 1.2 = 14.4, at most 13", "8 × 1.5 × 1.2 = 14.4, but the layer has 3 ranks", "8 × 1.5 × 0.8 = 9.6, at least 11"],
            ranks.Select(rank => rank.Why));
    }

    [Fact]
    public void Memory_holds_a_tenth_for_adapters()
    {
        // 92 ranks of 1536 values of 16 bytes are asked for.
        var exact = 10L * 92 * 1536 * 16;
        Assert.Equal(RankLimit.None, RankRecommender.Recommend(Block, new RankRecommendationOptions { MemoryBytes = exact }).Limit);
        var less = RankRecommender.Recommend(Block, new RankRecommendationOptions { MemoryBytes = exact - 10 });
        Assert.Equal(RankLimit.Memory, less.Limit);
        Assert.Equal(91, less.Ranks.Sum(rank => rank.Rank));

        var half = RankRecommender.Recommend(Block, new RankRecommendationOptions { MemoryBytes = exact / 2 });
        Assert.Equal(46, half.Ranks.Sum(rank => rank.Rank));
        Assert.All(half.Ranks.Zip([12, 14, 12, 14, 10, 18, 12]), pair => Assert.InRange(pair.First.Rank, (pair.Second / 2.0) - 1, (pair.Second / 2.0) + 1));
        Assert.Equal("8 × 1.5 × 1.5 = 18; 18 lowered to 9 by the limit of memory", half.Ranks[5].Why);
        Assert.True(half.MemoryBytes * 10 <= exact / 2);
    }

    [Fact]
    public void The_tighter_limit_counts()
    {
        var all = RankRecommender.Recommend(Block);
        var limited = RankRecommender.Recommend(Block, new RankRecommendationOptions { MemoryBytes = all.MemoryBytes * 10 * 3 / 4, ComputeOverhead = all.ComputeOverhead / 2 });
        Assert.Equal((RankLimit.Compute, 46), (limited.Limit, limited.Ranks.Sum(rank => rank.Rank)));
        Assert.True(limited.ComputeOverhead <= all.ComputeOverhead / 2);
    }

    [Fact]
    public void Less_than_the_least_is_an_error()
    {
        var least = 10L * 7 * 2 * 1536 * 16;
        Assert.All(RankRecommender.Recommend(Block, new RankRecommendationOptions { MemoryBytes = least }).Ranks, rank => Assert.Equal(2, rank.Rank));
        var error = Assert.Throws<ArgumentException>(() => RankRecommender.Recommend(Block, new RankRecommendationOptions { MemoryBytes = least - 160 }));
        Assert.Contains("The least ranks take 21,504 trainable values, but a tenth of 3,440,480 bytes holds 21,503 trainable values: give more memory", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "m", "layers": [] }""", "layers: there has to be at least one")]
    [InlineData("""{ "layers": [{ "name": "a", "type": "query", "in": 4, "out": 4 }] }""", "name: is missing")]
    [InlineData("""{ "name": "m", "layers": [{ "name": "a", "type": "conv", "in": 4, "out": 4 }] }""", "layers[0].type: has to be one of \"other\", \"query\", \"key\", \"value\", \"attention_output\", \"intermediate\", \"output\", not \"conv\"")]
    [InlineData("""{ "name": "m", "layers": [{ "name": "a", "type": 1, "in": 4, "out": 4 }] }""", "layers[0].type: has to be one of")]
    [InlineData("""{ "name": "m", "layers": [{ "name": "a", "type": "query", "in": 0, "out": 4 }] }""", "layers[0].in: has to be at least 1, not 0")]
    [InlineData("""{ "name": "m", "layers": [{ "name": "a", "type": "query", "in": 4 }] }""", "layers[0].out: is missing")]
    [InlineData("""{ "name": "m", "layers": [{ "name": "a", "type": "query", "in": 4, "out": 4, "bias": true }] }""", "layers[0].bias: there is no such key")]
    [InlineData("""{ "name": "m", "layers": [{ "name": "a", "type": "query", "in": 4, "out": 4 }, { "name": "a", "type": "key", "in": 4, "out": 4 }] }""", "layers[1].name: 'a' is there twice")]
    public void A_file_that_is_no_architecture_says_why(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Architecture.Parse(json, "a.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_architecture_is_read_as_it_was_written() =>
        Assert.Equal(Block.Layers, Architecture.Parse(Block.ToJson()).Layers);

    [Fact]
    public void The_schema_agrees_with_the_type()
    {
        var schema = JsonNode.Parse(Architecture.Schema)!;
        SchemaAssert.SameProperties(JsonSchemaExporter.GetJsonSchemaAsNode(RanksJson.Default.Architecture)["properties"]!, schema["properties"]!);
        var layer = JsonSchemaExporter.GetJsonSchemaAsNode(RanksJson.Default.ArchitectureLayer);
        SchemaAssert.SameProperties(layer["properties"]!, schema["properties"]!["layers"]!["items"]!["properties"]!);
        Assert.Equal(layer["required"]!.ToJsonString(), schema["properties"]!["layers"]!["items"]!["required"]!.ToJsonString());
    }

    [Fact]
    public void A_recommendation_reads_as_text_and_json()
    {
        var recommended = RankRecommender.Recommend(new Architecture("m", [new("a", LayerType.AttentionOutput, 64, 64)]));
        Assert.Equal(
            "m: 10 ranks, 1,280 trainable values, 0.0 MiB while training, 46.9 % more computing\nlayer  type              rank  parameters  why\na      attention_output    10       1,280  8 × 1.5 × 0.8 = 9.6\n",
            recommended.ToString());
        var json = JsonNode.Parse(recommended.ToJson())!;
        Assert.Equal(("medium", "none", 10), (json["complexity"]!.GetValue<string>(), json["limit"]!.GetValue<string>(), json["ranks"]![0]!["rank"]!.GetValue<int>()));
    }
}
