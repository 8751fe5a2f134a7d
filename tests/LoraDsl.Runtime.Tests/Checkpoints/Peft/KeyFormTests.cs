using System.Text.Json.Nodes;
using LoraDsl.Checkpoints;
using LoraDsl.Formats.Peft;
using LoraDsl.PeftCases;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Runtime.Tests.Training;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints.Peft;

/// <summary>Files whose names other programs wrote otherwise, and what else PEFT takes.</summary>
public sealed class KeyFormTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("base_model.model.", "", 0)]
    [InlineData("base_model.model.", "base_model.model._orig_mod.", 0)]
    [InlineData("base_model.model.", "_orig_mod.base_model.model.", 0)]
    [InlineData(".weight", ".default.weight", 0)]
    [InlineData(".weight", ".french.weight", 0)]
    [InlineData("base_model.model.", "base_model.model.model.", 1)]
    [InlineData("base_model.model.", "net.", 1)]
    public void Names_in_another_form_are_understood_and_a_level_of_root_is_said(string from, string to, int said)
    {
        using var scope = NewDisposeScope();
        var warnings = Answers(header => [.. header.Select(entry => (entry.Key.Replace(from, to, StringComparison.Ordinal), entry.Value?.DeepClone()))], _ => { });
        Assert.Equal(said, warnings.Count(warning => warning.Contains("the prefix '", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_header_whose_free_text_is_null_is_taken()
    {
        using var scope = NewDisposeScope();
        Assert.Empty(Answers(header => [.. header.Select(entry => (entry.Key, entry.Key == "__metadata__" ? null : entry.Value?.DeepClone()))], _ => { }));
    }

    [Fact]
    public void The_weight_of_a_layer_that_the_file_holds_takes_the_place_of_another_and_is_said()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var written = PeftCase.Of("tf_embed_tokens");
        var answers = written.Answers();
        using var model = written.Model(written.Base);
        model.state_dict()["embed_tokens.weight"].add_(1);
        var warnings = Warnings.Of(() => model.Set.Load(written.Adapter));
        Assert.InRange(Reference.MaxDifference(answers["active"], model.forward(answers["x"])), 0, 1e-5);
        Assert.Contains("'embed_tokens'", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void The_weight_of_an_embedding_that_is_not_adapted_is_taken_where_it_differs(double difference, int said)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var written = PeftCase.Of("tf_embed_tokens");
        var tensors = SafetensorsFile.ReadAll(Path.Combine(written.Adapter, "adapter_model.safetensors"))
            .Where(entry => !entry.Key.Contains("lora_embedding", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key.Replace(".base_layer", "", StringComparison.Ordinal), entry => entry.Value);
        using (var stream = File.Create(folder["adapter_model.safetensors"]))
            SafetensorsWriter.Write(stream, tensors, new Dictionary<string, string>());
        File.Copy(Path.Combine(written.Adapter, "adapter_config.json"), folder["adapter_config.json"]);
        using var model = written.Model(written.Base);
        var weight = model.state_dict()["embed_tokens.weight"];
        var before = weight.clone();
        weight.add_(difference);
        var warnings = Warnings.Of(() => model.Set.Load(folder.Path));
        Assert.Equal(said, warnings.Count);
        Assert.True(Reference.SameBits(before, weight));
    }

    [Fact]
    public void A_folder_is_described_without_a_value_read()
    {
        var description = AdapterDescription.Read(PeftCase.Of("mlp_patterns").Adapter);
        Assert.Equal([("fc1", 2, 3.0), ("fc2", 4, 1.5), ("fc3", 5, 1.6)], description.Layers.Select(layer => (layer.Path, layer.Rank, layer.Scaling)));
        Assert.Empty(description.Warnings);
    }

    [Fact]
    public void Factors_that_the_targets_do_not_name_are_taken_and_said()
    {
        using var scope = NewDisposeScope();
        var warning = Assert.Single(Answers(Same, config => config["target_modules"] = new JsonArray("fc1", "fc3")));
        Assert.Contains("target_modules in", warning, StringComparison.Ordinal);
        Assert.Contains("'fc2'", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_a_pattern_that_matches_nothing_is_said()
    {
        using var scope = NewDisposeScope();
        var warning = Assert.Single(Answers(Same, config => config["alpha_pattern"] = new JsonObject { ["fc9"] = 3 }));
        Assert.Contains("alpha_pattern in", warning, StringComparison.Ordinal);
        Assert.Contains("'fc9'", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r", 5, "r in")]
    [InlineData("rank_pattern", 5, "rank_pattern in")]
    public void A_rank_that_the_factors_do_not_have_is_an_error(string key, int rank, string message)
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<InvalidDataException>(() => Answers(Same, config => config[key] = key == "r" ? rank : new JsonObject { ["fc1"] = rank }));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("'fc1' the rank 5, but its factors have rank 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Magnitudes_without_DoRA_in_the_configuration_are_refused()
    {
        using var scope = NewDisposeScope();
        var written = PeftCase.Of("mlp_dora");
        Copy(written.Adapter, Same, config => config["use_dora"] = null);
        using var model = written.Model(written.Base);
        Assert.Contains("but use_dora in", Assert.Throws<InvalidDataException>(() => model.Set.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Key, JsonNode? Value)> Same(JsonObject header) => header.Select(entry => (entry.Key, entry.Value?.DeepClone()));

    // Loads mlp_basic in another form, where it has to answer as it does, and gives the warnings.
    private IReadOnlyList<string> Answers(Func<JsonObject, IEnumerable<(string Key, JsonNode? Value)>> names, Action<JsonObject> configuration)
    {
        using var untracked = no_grad();
        var written = PeftCase.Of("mlp_basic");
        Copy(written.Adapter, names, configuration);
        var answers = written.Answers();
        using var model = written.Model(written.Base);
        var warnings = Warnings.Of(() => model.Set.Load(folder.Path));
        Assert.InRange(Reference.MaxDifference(answers["active"], model.forward(answers["x"])), 0, 1e-5);
        return warnings;
    }

    private void Copy(string source, Func<JsonObject, IEnumerable<(string Key, JsonNode? Value)>> names, Action<JsonObject> configuration)
    {
        var (header, values) = SafetensorsFiles.Header(Path.Combine(source, "adapter_model.safetensors"));
        SafetensorsFiles.Write(folder["adapter_model.safetensors"], new JsonObject(names(header).Select(entry => KeyValuePair.Create(entry.Key, entry.Value))).ToJsonString(), values);
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(source, "adapter_config.json")))!.AsObject();
        configuration(config);
        File.WriteAllText(folder["adapter_config.json"], config.ToJsonString());
    }
}
