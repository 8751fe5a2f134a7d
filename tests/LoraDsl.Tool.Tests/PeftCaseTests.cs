using LoraDsl.PeftCases;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Tool.Tests;

/// <summary>What PEFT wrote is merged into the base and answers as PEFT's own merge does, or is refused with key and value.</summary>
public sealed class PeftCaseTests : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Merged =>
    [
        "conv_all", "conv_same", "emb_plain", "gpt_fifo", "mlp_adalora_final", "mlp_adalora_mid", "mlp_basic", "mlp_bias_lora_only", "mlp_dora", "mlp_lora_bias",
        "mlp_modules_to_save", "mlp_named", "mlp_patterns", "mlp_regex", "mlp_rslora", "p_doranull", "seq_dots", "tf_embed_tokens", "tf_layers", "tf_lm_head", "tf_qkvo",
        "tf_trainable_tokens", "wide_olora_raw", "wide_pissa_converted", "wide_pissa_raw",
    ];

    public static TheoryData<string, string> Refused => new()
    {
        { "conv_groups", "unless it is a convolution of groups" },
        { "mlp_bin", "Its adapter_model.bin is pickled" },
        { "mlp_kasa", "kasa_config in" },
        { "p_qalora", "use_qalora in" },
        { "tuner_ia3", "is \"IA3\"" },
        { "tuner_loha", "is \"LOHA\"" },
        { "tuner_vera", "is \"VERA\"" },
        { "tuner_ia3_conv", "is \"IA3\"" },
        { "tuner_ia3_ff", "is \"IA3\"" },
        { "tuner_loha_conv", "is \"LOHA\"" },
        { "tuner_loha_conv_flat", "is \"LOHA\"" },
        { "tuner_lokr", "is \"LOKR\"" },
        { "tuner_lokr_both", "is \"LOKR\"" },
        { "tuner_lokr_conv", "is \"LOKR\"" },
        { "tuner_lokr_conv_flat", "is \"LOKR\"" },
        { "tuner_vera_all", "is \"VERA\"" },
        { "tuner_vera_seeded", "is \"VERA\"" },
        { "wide_corda_raw", "is \"corda\"" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Merged))]
    public void A_merged_base_answers_as_PEFTs(string name)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var written = PeftCase.Of(name);
        var answer = ToolRun.Json("merge", written.Base, written.Adapter, folder["merged.safetensors"]);
        Assert.Equal(0, answer.GetProperty("warnings").GetArrayLength());
        var answers = written.Answers();
        using nn.Module<Tensor, Tensor> model = written.Kind == "Seq" ? Sequence(folder["merged.safetensors"]) : written.Model(folder["merged.safetensors"]);
        Assert.InRange(model.forward(answers["x"]).sub(answers["merged"]).abs().max().to(float64).item<double>(), 0, Tolerance);
        Assert.True(answers["base"].sub(answers["merged"]).abs().max().to(float64).item<double>() > 100 * Tolerance, "The adapter changes nothing.");
        Assert.Equal(0, ToolRun.Lora("inspect", written.Adapter).Code);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_merged_is_one_line_that_names_why(string name, string message)
    {
        var written = PeftCase.Of(name);
        Assert.Contains(message, ToolRun.Failure(1, "merge", written.Base, written.Adapter, folder["merged.safetensors"]), StringComparison.Ordinal);
        Assert.Contains(message, ToolRun.Failure(1, "inspect", written.Adapter), StringComparison.Ordinal);
        Assert.Contains(message, ToolRun.Failure(1, "trim", written.Adapter, folder["small"], "--rank", "2"), StringComparison.Ordinal);
        Assert.Contains(message, ToolRun.Failure(1, "compare", written.Adapter, written.Adapter), StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("mlp_dora", "use_dora in")]
    [InlineData("mlp_bias_lora_only", "bias in")]
    [InlineData("mlp_lora_bias", "lora_bias in")]
    [InlineData("mlp_modules_to_save", "modules_to_save in")]
    [InlineData("tf_trainable_tokens", "trainable_token_indices in")]
    [InlineData("wide_pissa_raw", "init_lora_weights in")]
    [InlineData("wide_olora_raw", "init_lora_weights in")]
    public void What_is_more_than_a_product_is_neither_trimmed_nor_compared(string name, string message)
    {
        var written = PeftCase.Of(name);
        Assert.Contains(message, ToolRun.Failure(1, "trim", written.Adapter, folder["small"], "--rank", "2"), StringComparison.Ordinal);
        Assert.Contains(message, ToolRun.Failure(1, "compare", written.Adapter, written.Adapter), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tf_embed_tokens", "{\"tie_word_embeddings\": true}", "tie_word_embeddings in")]
    [InlineData("tf_lm_head", "{\"tie_word_embeddings\": true}", "tie_word_embeddings in")]
    [InlineData("tf_embed_tokens", "{\"tie_word_embeddings\": false}", null)]
    [InlineData("tf_embed_tokens", "{\"architectures\": [\"TfForCausalLM\"]}", null)]
    [InlineData("tf_qkvo", "{\"tie_word_embeddings\": true}", null)]
    public void A_tied_embedding_or_head_is_not_merged_into(string name, string config, string? message)
    {
        var written = PeftCase.Of(name);
        Directory.CreateDirectory(folder["base"]);
        File.Copy(written.Base, Path.Combine(folder["base"], "model.safetensors"));
        File.WriteAllText(Path.Combine(folder["base"], "config.json"), config);
        if (message is null)
            Assert.Equal(0, ToolRun.Lora("merge", folder["base"], written.Adapter, folder["merged"]).Code);
        else
            Assert.Contains(message, ToolRun.Failure(1, "merge", folder["base"], written.Adapter, folder["merged"]), StringComparison.Ordinal);
        Assert.Equal(message is null, Directory.Exists(folder["merged"]));
    }

    [Fact]
    public void No_case_is_left_out() => Assert.Equal(
        PeftCase.Names, Merged.Concat(Refused).Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    private static Sequential Sequence(string weights)
    {
        var net = Sequential(Linear(13, 17), Tanh(), Linear(17, 5));
        var tensors = Checkpoints.SafetensorsFile.ReadAll(weights);
        foreach (var (name, values) in net.state_dict())
            values.copy_(tensors[$"net.{name}"]);
        return net;
    }
}
