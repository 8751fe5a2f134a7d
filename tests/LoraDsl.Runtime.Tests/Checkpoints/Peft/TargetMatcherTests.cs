using LoraDsl.Formats.Peft;

namespace LoraDsl.Runtime.Tests.Checkpoints.Peft;

/// <summary>Against what PEFT's rules give in Python for the same paths.</summary>
public sealed class TargetMatcherTests
{
    private static readonly string[] Paths =
    [
        "fc1", "net.fc1", "prefc1", "model.layers.0.self_attn.q_proj", "model.layers.1.self_attn.q_proj", "model.layers.1.mlp.experts.0.up_proj",
        "model.layers.10.mlp.up_proj", "layers.1.self_attn.q_proj", "layers.1.experts.0.up_proj", "model.h.1.q_proj", "lm_head",
        "encoder.block.3.layer.0.q_proj", "score.dense",
    ];

    [Theory]
    [InlineData("fc1", null, null, null, null, "0 1")]
    [InlineData("q_proj up_proj", null, null, null, null, "3 4 5 6 7 8 9 11")]
    [InlineData("q_proj up_proj", null, null, "1", null, "4 5 9")]
    [InlineData("q_proj up_proj", null, null, "1", "layers", "4 5")]
    [InlineData("q_proj up_proj", null, null, "1 10", "h layers", "4 5 6 9")]
    [InlineData("q_proj up_proj", null, null, "0", "experts", "5 8")]
    [InlineData("q_proj layers.1.self_attn.q_proj", null, null, "0", "layers", "3 7")]
    [InlineData("q_proj", "layers.1.self_attn.q_proj", null, null, null, "3 9 11")]
    [InlineData("q_proj lm_head dense", "= .*\\.1\\..*", "score", null, null, "3 10 11")]
    [InlineData("= .*\\.(?P<kind>q|up)_proj", null, null, null, null, "3 4 5 6 7 8 9 11")]
    [InlineData("= model\\.layers\\.\\d{,1}\\..*", null, null, null, null, "3 4 5")]
    [InlineData("= fc1|lm_head", null, null, null, null, "0 10")]
    [InlineData("= .*fc[1]\\Z", null, null, null, null, "0 1 2")]
    [InlineData("= (?:.*\\.)?[[q]_proj", null, null, null, null, "3 4 7 9 11")]
    [InlineData("= .*[a-d[f]c1", "fc1", null, null, null, "2")]
    public void The_modules_are_those_that_PEFT_targets(
        string targets, string? excluded, string? trainedWhole, string? layers, string? pattern, string expected)
    {
        var matcher = new TargetMatcher(
            new TargetSelection
            {
                Targets = Names(targets),
                Excluded = excluded is null ? null : Names(excluded),
                TrainedWhole = trainedWhole?.Split(' ') ?? [],
                Layers = [.. layers?.Split(' ').Select(int.Parse) ?? []],
                LayersPattern = pattern?.Split(' ') ?? [],
            },
            "test");
        Assert.Equal(expected.Split(' ').Select(index => Paths[int.Parse(index)]), Paths.Where(matcher.Matches));
    }

    [Theory]
    [InlineData("all-linear")]
    [InlineData("All-Linear")]
    public void All_linear_takes_every_linear_layer_but_the_head(string word)
    {
        TargetCandidate[] candidates = [new("embed", IsLinear: false), new("fc1"), new("fc2"), new("lm_head", IsOutputHead: true)];
        var selection = new TargetSelection { Targets = ModuleNames.OfExpression(word), Excluded = ModuleNames.Of(["fc2"]) };
        Assert.Equal("fc1", Assert.Single(new TargetMatcher(selection, "test").Select(candidates).Chosen).Path);
    }

    [Theory]
    [InlineData("fc(", null, "target_modules in 'x.json' has 'fc('")]
    [InlineData("(?<a>fc)", null, "target_modules in 'x.json' has '(?<a>fc)'")]
    [InlineData("fc1", "l(", "layers_to_transform and layers_pattern have no meaning")]
    public void An_expression_that_is_none_is_named_with_file_and_key(string expression, string? pattern, string message)
    {
        var selection = new TargetSelection { Targets = ModuleNames.OfExpression(expression), LayersPattern = pattern is null ? [] : [pattern] };
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => new TargetMatcher(selection, "x.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_selection_that_names_nothing_is_an_error_and_a_name_of_nothing_a_warning()
    {
        TargetCandidate[] candidates = [.. Paths.Select(path => new TargetCandidate(path))];
        var (chosen, warnings) = new TargetMatcher(new TargetSelection { Targets = ModuleNames.Of(["lm_head", "w_pack"]) }, "x.json").Select(candidates);
        Assert.Equal("lm_head", Assert.Single(chosen).Path);
        Assert.Contains("target_modules in 'x.json' names 'w_pack'", Assert.Single(warnings), StringComparison.Ordinal);
        var nothing = new TargetMatcher(new TargetSelection { Targets = ModuleNames.Of(["w_pack"]) }, "x.json");
        Assert.Contains("[w_pack]", Assert.Throws<InvalidDataException>(() => nothing.Select(candidates)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_a_pattern_that_matches_no_layer_is_named()
    {
        var pattern = new Dictionary<string, double> { ["fc1"] = 1, ["model.h.1.q_pr.j"] = 2, ["^lm_head$"] = 3, [".*\\.up_proj"] = 4, ["^head$"] = 5, ["fc9"] = 6 };
        var lookup = new PatternLookup(pattern, "x.json", "rank_pattern");
        Assert.Equal(3, lookup.Find("lm_head"));
        Assert.Null(lookup.Find("model.lm_head"));
        Assert.Equal(
            ["rank_pattern in 'x.json' has the key '^head$', which no adapted layer matches.", "rank_pattern in 'x.json' has the key 'fc9', which no adapted layer matches."],
            lookup.Unmatched(Paths));
        Assert.Contains(
            "rank_pattern in 'x.json' has 'fc('",
            Assert.Throws<InvalidDataException>(() => new PatternLookup(new Dictionary<string, double> { ["fc("] = 1 }, "x.json", "rank_pattern")).Message,
            StringComparison.Ordinal);
    }

    private static ModuleNames Names(string text) => text.StartsWith("= ", StringComparison.Ordinal)
        ? ModuleNames.OfExpression(text[2..])
        : ModuleNames.Of(text.Split(' '));
}
