using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using LoraDsl.Management;
using LoraDsl.Runtime.Tests.Checkpoints;

namespace LoraDsl.Runtime.Tests.Management;

public sealed class RankManagerSettingsTests
{
    [Fact]
    public void Missing_settings_are_written_with_their_defaults_and_schema()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "new", "ranks.json");
        List<string> created = [];
        Assert.Equal(Text(new RankManagerSettings()), Text(RankManagerSettings.LoadOrCreate(path, created.Add)));
        Assert.Equal([path], created);
        Assert.Equal(
            """
            {
              "$schema": "rank-manager.schema.json",
              "min_rank": 2,
              "max_rank": 64,
              "initial_rank": 8,
              "initializer": null,
              "threshold": 0.02,
              "patience": 10,
              "automatic_adjustment": true,
              "layers": {}
            }

            """,
            File.ReadAllText(path));
        Assert.Equal(RankManagerSettings.Schema, File.ReadAllText(Path.Combine(folder.Path, "new", "rank-manager.schema.json")));
        Assert.Equal(Text(new RankManagerSettings()), Text(RankManagerSettings.LoadOrCreate(path, created.Add)));
        Assert.Single(created);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var settings = RankManagerSettings.Parse("""{ "patience": 4, /* why not */ "layers": { "a.*": { "max_rank": 16 } }, }""");
        Assert.Equal((2, 64, 8, 0.02, 4, true), (settings.MinRank, settings.MaxRank, settings.InitialRank, settings.Threshold, settings.Patience, settings.AutomaticAdjustment));
        Assert.Equal((2, 16, 8, true), Of(settings.For("a.query")));
        Assert.Equal((2, 64, 8, true), Of(settings.For("b.query")));

        static (int?, int?, int?, bool?) Of(LayerRankSettings layer) => (layer.MinRank, layer.MaxRank, layer.InitialRank, layer.AutomaticAdjustment);
    }

    [Fact]
    public void Of_several_keys_the_longest_counts()
    {
        var settings = RankManagerSettings.Parse("""{ "layers": { "*": { "max_rank": 10 }, "block.*": { "max_rank": 11 }, "block.1.query": { "max_rank": 12 } } }""");
        Assert.Equal((10, 11, 12), (settings.For("head").MaxRank, settings.For("block.2.query").MaxRank, settings.For("block.1.query").MaxRank));
    }

    [Theory]
    [InlineData("""{ "min_rank": 1 }""", null)]
    [InlineData("""{ "min_rank": 0 }""", "min_rank: has to be at least 1, not 0")]
    [InlineData("""{ "max_rank": 8 }""", null)]
    [InlineData("""{ "max_rank": 7 }""", "initial_rank, max_rank: initial_rank 8 is above max_rank 7")]
    [InlineData("""{ "max_rank": 1 }""", "min_rank, max_rank: min_rank 2 is above max_rank 1")]
    [InlineData("""{ "min_rank": 8 }""", null)]
    [InlineData("""{ "min_rank": 9 }""", "initial_rank 8 is below min_rank 9")]
    [InlineData("""{ "initial_rank": 65 }""", "initial_rank 65 is above max_rank 64")]
    [InlineData("""{ "threshold": 0, "patience": 2 }""", null)]
    [InlineData("""{ "threshold": 1 }""", null)]
    [InlineData("""{ "threshold": -0.01 }""", "threshold: has to be from 0 to 1, not -0.01")]
    [InlineData("""{ "threshold": 1.01 }""", "threshold: has to be from 0 to 1, not 1.01")]
    [InlineData("""{ "patience": 1 }""", "patience: has to be at least 2")]
    [InlineData("""{ "patience": "ten" }""", "patience: has to be a whole number, not \"ten\"")]
    [InlineData("""{ "patience": 2.5 }""", "patience: has to be a whole number, not 2.5")]
    [InlineData("""{ "patience": null }""", "patience: has to be a whole number, not null")]
    [InlineData("""{ "automatic_adjustment": 1 }""", "automatic_adjustment: has to be true or false, not 1")]
    [InlineData("""{ "patient": 3 }""", "patient: there is no such key; the keys are min_rank, max_rank")]
    [InlineData("""{ "patience": 3, "patience": 4 }""", "patience")]
    [InlineData("""{ "initializer": "pissa" }""", null)]
    [InlineData("""{ "initializer": null }""", null)]
    [InlineData("""{ "initializer": "he" }""", "initializer: has to be one of \"original\", \"gaussian\"")]
    [InlineData("""{ "initializer": "eva" }""", "initializer: \"eva\" needs what only the program knows")]
    [InlineData("""{ "layers": { "query": { "initializer": "target" } } }""", "layers.query.initializer: \"target\" needs")]
    [InlineData("""{ "layers": [] }""", "layers: has to be an object, { … }, not []")]
    [InlineData("""{ "layers": { "query": { "max": 3 } } }""", "layers.query.max: there is no such key")]
    [InlineData("""{ "layers": { "query": { "max_rank": 7 } } }""", "layers.query.initial_rank, max_rank: initial_rank 8 is above max_rank 7")]
    [InlineData("""{ "layers": { "query": { "max_rank": 7, "initial_rank": 7 } } }""", null)]
    [InlineData("""{ "layers": { "query": { "max_rank": null } } }""", null)]
    [InlineData("""{ "layers": { "query": 3 } }""", "layers.query: has to be an object")]
    [InlineData("[]", "the file: has to be an object")]
    [InlineData("""{ "patience": """, "is no JSON")]
    public void A_key_that_is_wrong_is_named(string json, string? expected)
    {
        if (expected is null)
            RankManagerSettings.Parse(json);
        else
            Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => RankManagerSettings.Parse(json, "ranks.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_in_one_error()
    {
        var error = Assert.Throws<InvalidDataException>(() => RankManagerSettings.Parse(
            """{ "min_rank": "two", "patience": 0, "colour": "red", "threshold": 2, "layers": { "query": { "min_rank": -1, "step": 1 } } }""", "ranks.json"));
        Assert.StartsWith("'ranks.json' has 6 problems:\n", error.Message, StringComparison.Ordinal);
        Assert.All(
            ["- min_rank: ", "- patience: ", "- colour: ", "- threshold: ", "- layers.query.min_rank: ", "- layers.query.step: "],
            problem => Assert.Contains(problem, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_schema_agrees_with_the_type()
    {
        var schema = JsonNode.Parse(RankManagerSettings.Schema)!;
        var exported = JsonSchemaExporter.GetJsonSchemaAsNode(ManagementJson.Default.RankManagerSettings);
        var layer = JsonSchemaExporter.GetJsonSchemaAsNode(ManagementJson.Default.LayerRankSettings);
        SchemaAssert.SameProperties(exported["properties"]!, schema["properties"]!);
        SchemaAssert.SameProperties(layer["properties"]!, schema["properties"]!["layers"]!["additionalProperties"]!["properties"]!);

        var defaults = JsonSerializer.SerializeToNode(new RankManagerSettings(), ManagementJson.Default.RankManagerSettings)!.AsObject();
        foreach (var (key, value) in defaults)
            Assert.True(JsonNode.DeepEquals(value, schema["properties"]![key]!["default"]), key);
    }

    [Theory]
    [InlineData("min_rank")]
    [InlineData("patience")]
    [InlineData("threshold")]
    public void The_schemas_bounds_are_those_that_are_checked(string key)
    {
        var property = JsonNode.Parse(RankManagerSettings.Schema)!["properties"]![key]!;
        foreach (var (bound, beyond) in new[] { ("minimum", -1.0), ("maximum", 1.0) })
        {
            if (property[bound]?.GetValue<double>() is not { } value)
                continue;
            RankManagerSettings.Parse($$"""{ "{{key}}": {{value}} }""");
            Assert.Throws<InvalidDataException>(() => RankManagerSettings.Parse($$"""{ "{{key}}": {{value + beyond}} }"""));
        }
    }

    [Fact]
    public void The_schema_has_every_initializer_that_is_taken()
    {
        var written = JsonNode.Parse(RankManagerSettings.Schema)!["properties"]!["initializer"]!["enum"]!.AsArray().Select(name => name?.GetValue<string>()).ToHashSet();
        foreach (var name in Enum.GetNames<AdapterInitialization>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))
        {
            var error = Record.Exception(() => RankManagerSettings.Parse($$"""{ "initializer": "{{name}}" }"""));
            Assert.Equal(written.Contains(name), error is null);
        }
    }

    private static string Text(RankManagerSettings settings) => JsonSerializer.Serialize(settings, ManagementJson.Default.RankManagerSettings);
}
