using System.Text.Json.Nodes;
using LoraDsl.Formats.Peft;

namespace LoraDsl.Runtime.Tests.Checkpoints.Peft;

public sealed class PeftConfigTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Null_stands_for_every_optional_key()
    {
        string[] keys =
        [
            "alora_invocation_tokens", "alpha_pattern", "arrow_config", "auto_mapping", "base_model_name_or_path", "bias", "corda_config", "ensure_weight_tying", "eva_config",
            "exclude_modules", "fan_in_fan_out", "inference_mode", "init_lora_weights", "kasa_config", "layer_replication", "layers_pattern", "layers_to_transform",
            "loftq_config", "lora_alpha", "lora_bias", "lora_dropout", "megatron_config", "modules_to_save", "peft_type", "r", "rank_pattern", "revision", "target_modules",
            "target_parameters", "task_type", "trainable_token_indices", "use_bdlora", "use_dora", "use_qalora", "use_rslora", "what_is_this",
        ];
        var config = Read(new JsonObject(keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key, null))).ToJsonString());
        Assert.Empty(config.Warnings);
        Assert.Equal((PeftNames.Lora, 8, "none", null), (config.PeftType, config.LoraAlpha, config.Bias, config.R));
    }

    [Fact]
    public void Whole_numbers_may_have_a_fraction_of_zero_and_the_file_a_byte_order_mark()
    {
        var config = Read("\uFEFF{\"r\": 4.0, \"lora_alpha\": 16, \"rank_pattern\": {\"q\": 2.0}, \"layers_to_transform\": 3, \"layers_pattern\": \"h\"}");
        Assert.Equal((4, 16, 2), (config.R, config.LoraAlpha, config.RankPattern!["q"]));
        Assert.Equal((3, "h"), (Assert.Single(config.LayersToTransform), Assert.Single(config.LayersPattern)));
    }

    [Theory]
    [InlineData("use_qalora", "true", "QA-LoRA")]
    [InlineData("use_bdlora", "{\"nblocks\": 2}", "BD-LoRA")]
    [InlineData("kasa_config", "{\"beta\": 1}", "KaSA")]
    [InlineData("alora_invocation_tokens", "[1, 2]", "aLoRA")]
    [InlineData("layer_replication", "[[0, 4], [2, 5]]", "repeated")]
    [InlineData("target_parameters", "[\"mlp.experts.down_proj\"]", "Parameters")]
    [InlineData("ensure_weight_tying", "true", "tied")]
    [InlineData("monteclora_config", "{\"num_samples\": 2}", "MonteCLoRA")]
    [InlineData("arrow_config", "{\"top_k\": 2}", "Arrow")]
    [InlineData("megatron_config", "{\"a\": 1}", "Megatron")]
    [InlineData("use_dora", "true", "DoRA")]
    [InlineData("bias", "\"all\"", "\"all\"")]
    [InlineData("bias", "\"alle\"", "has to be")]
    [InlineData("lora_bias", "true", "bias")]
    [InlineData("modules_to_save", "[\"score\"]", "[score]")]
    [InlineData("trainable_token_indices", "[1, 2]", "the input embedding")]
    [InlineData("init_lora_weights", "\"pissa_niter_16\"", "path_initial_model_for_weight_conversion")]
    [InlineData("init_lora_weights", "\"loftq\"", "LoftQ")]
    [InlineData("init_lora_weights", "\"lora_ga\"", "LoRA-GA")]
    [InlineData("init_lora_weights", "\"corda\"", "CorDA")]
    [InlineData("init_lora_weights", "\"pissa\"", "PiSSA")]
    [InlineData("init_lora_weights", "\"spectral\"", "not known")]
    [InlineData("peft_type", "\"LOKR\"", "LOKR")]
    [InlineData("peft_type", "\"LORB\"", "is LORA meant?")]
    [InlineData("r", "4.5", "a whole number")]
    [InlineData("r", "0", "at least 1")]
    [InlineData("lora_alpha", "\"NaN\"", "a finite number")]
    [InlineData("use_rslora", "1", "true or false")]
    [InlineData("alpha_pattern", "{\"q\": null}", "alpha_pattern.q")]
    [InlineData("rank_pattern", "[1]", "an object")]
    [InlineData("target_modules", "7", "a list of texts, or a text")]
    [InlineData("lora_alphb", "16", "is lora_alpha meant?")]
    [InlineData("use_rslor", "true", "is use_rslora meant?")]
    public void What_is_not_supported_or_wrong_is_named_with_file_key_and_value(string key, string value, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read($"{{\"{key}\": {value}}}"));
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{File}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gaussian")]
    [InlineData("orthogonal")]
    [InlineData("eva")]
    [InlineData("mica")]
    [InlineData("Gaussian")]
    public void Starts_that_leave_the_base_alone_are_taken(string start) => Assert.Empty(Read($"{{\"init_lora_weights\": \"{start}\"}}").Warnings);

    [Fact]
    public void An_unknown_key_that_says_something_is_a_warning_and_is_kept()
    {
        var config = Read("""{"spline_order": 3, "silent": false, "nothing": null, "empty": {}, "loftq_config": {"loftq_bits": 4}, "peft_version": "0.18"}""");
        Assert.Contains("spline_order in", Assert.Single(config.Warnings), StringComparison.Ordinal);
        Assert.Equal(["empty", "loftq_config", "nothing", "peft_version", "silent", "spline_order"], config.Others.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_was_read_is_written_again()
    {
        const string Text = """
            {"peft_type": "LORA", "r": 4, "lora_alpha": 6.5, "lora_dropout": 0.1, "target_modules": ["q", "v"], "exclude_modules": "x.*", "layers_to_transform": [1, 2],
             "layers_pattern": ["h"], "rank_pattern": {"q": 2}, "alpha_pattern": {"v": 3}, "use_rslora": true, "use_dora": false, "fan_in_fan_out": true, "bias": "none",
             "task_type": "CAUSAL_LM", "base_model_name_or_path": "x/y", "revision": "main", "inference_mode": false, "init_lora_weights": true, "modules_to_save": null,
             "auto_mapping": {"a": [1, null]}, "spline_order": 3}
            """;
        using var stream = new MemoryStream();
        Read(Text).Write(stream);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Text), JsonNode.Parse(stream.ToArray())), System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private string File => folder["adapter_config.json"];

    private PeftConfig Read(string text)
    {
        System.IO.File.WriteAllText(File, text);
        return PeftConfig.Read(File);
    }
}
