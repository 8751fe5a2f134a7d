using LoraDsl.PeftCases;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints.Peft;

/// <summary>What PEFT wrote is loaded and answers as PEFT does, or is refused with key and value.</summary>
public sealed class PeftCaseTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Loaded =>
    [
        "conv_all", "conv_same", "emb_plain", "gpt_fifo", "mlp_adalora_final", "mlp_adalora_mid", "mlp_basic", "mlp_named", "mlp_patterns", "mlp_regex", "mlp_rslora",
        "p_doranull", "tf_embed_tokens", "tf_layers", "tf_lm_head", "tf_qkvo", "wide_olora_raw", "wide_pissa_converted", "wide_pissa_raw",
    ];

    /// <summary>Methods that have adapters of their own.</summary>
    public static TheoryData<string> Variants =>
    [
        "tuner_ia3", "tuner_ia3_conv", "tuner_ia3_ff", "tuner_loha", "tuner_loha_conv", "tuner_loha_conv_flat", "tuner_lokr", "tuner_lokr_both", "tuner_lokr_conv",
        "tuner_lokr_conv_flat", "tuner_vera", "tuner_vera_all", "tuner_vera_seeded",
    ];

    public static TheoryData<string, string> Refused => new()
    {
        { "mlp_bias_lora_only", "bias in '{0}' is \"lora_only\"" },
        { "mlp_bin", "it has no adapter_model.safetensors. Its adapter_model.bin is pickled" },
        { "mlp_kasa", "kasa_config in '{0}' is {\"beta\":0.0001,\"gamma\":0.001}" },
        { "mlp_lora_bias", "lora_bias in '{0}' is true" },
        { "mlp_modules_to_save", "modules_to_save in '{0}' is [fc3]" },
        { "p_qalora", "use_qalora in '{0}' is true" },
        { "tf_trainable_tokens", "trainable_token_indices in '{0}' is for [embed_tokens]" },
        { "tuner_ia3", "holds adapters of IA3, and 'fc1' is adapted by " },
        { "tuner_loha", "holds adapters of LOHA, and 'fc1' is adapted by " },
        { "tuner_lokr", "holds adapters of LOKR, and 'fc1' is adapted by " },
        { "tuner_vera", "holds adapters of VERA, and 'fc1' is adapted by " },
        { "wide_corda_raw", "init_lora_weights in '{0}' is \"corda\"" },
    };

    [Theory]
    [MemberData(nameof(Loaded))]
    public void The_answer_is_PEFTs_active_and_merged(string name)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var written = PeftCase.Of(name);
        var answers = written.Answers();
        using var model = written.Model(written.Base);
        Assert.InRange(Reference.MaxDifference(answers["base"], model.forward(answers["x"])), 0, Tolerance);
        model.Set.Load(written.Adapter);
        var expected = answers[name.EndsWith("_raw", StringComparison.Ordinal) ? "reloaded" : "active"];
        Assert.True(Reference.MaxDifference(expected, answers["base"]) > 100 * Tolerance, "The adapter changes nothing.");
        Assert.InRange(Reference.MaxDifference(expected, model.forward(answers["x"])), 0, Tolerance);
        model.Set.Merge();
        Assert.InRange(Reference.MaxDifference(answers["merged"], model.forward(answers["x"])), 0, Tolerance);
        model.Set.Unmerge();
        Assert.InRange(Reference.MaxDifference(expected, model.forward(answers["x"])), 0, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_loaded_is_refused_with_file_key_and_value(string name, string message)
    {
        using var scope = NewDisposeScope();
        var written = PeftCase.Of(name);
        using var model = written.Model(written.Base);
        var error = Assert.ThrowsAny<Exception>(() => model.Set.Load(written.Adapter));
        Assert.Contains(
            message.Replace("{0}", Path.Combine(written.Adapter, "adapter_config.json"), StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Loaded))]
    [MemberData(nameof(Variants))]
    [InlineData("mlp_dora")]
    [InlineData("mlp_bias_lora_only")]
    [InlineData("mlp_lora_bias")]
    [InlineData("mlp_modules_to_save")]
    [InlineData("tf_trainable_tokens")]
    public void Adapters_that_are_made_as_the_file_says_answer_as_PEFT_does(string name)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var written = PeftCase.Of(name);
        var answers = written.Answers();
        using var model = written.Model(written.Base);
        var set = LoraModel.Load(model, written.Adapter, "loaded");
        var expected = answers[name.EndsWith("_raw", StringComparison.Ordinal) ? "reloaded" : "active"];
        Assert.InRange(Reference.MaxDifference(expected, model.forward(answers["x"])), 0, Tolerance);
        set.Merge();
        Assert.InRange(Reference.MaxDifference(answers["merged"], model.forward(answers["x"])), 0, Tolerance);
        set.Unmerge();
        using (set.UseNone())
            Assert.InRange(Reference.MaxDifference(answers["base"], model.forward(answers["x"])), 0, Tolerance);

        var folder = Directory.CreateTempSubdirectory();
        try
        {
            set.Save(folder.FullName);
            using var other = written.Model(written.Base);
            LoraModel.Load(other, folder.FullName, "again");
            Assert.InRange(Reference.MaxDifference(expected, other.forward(answers["x"])), 0, Tolerance);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Names_with_dots_are_layers_in_a_Sequential()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var written = PeftCase.Of("seq_dots");
        using var model = nn.Sequential(("net", nn.Sequential(nn.Linear(13, 17), nn.Tanh(), nn.Linear(17, 5))));
        Check(written, model);
    }

    [Fact]
    public void A_convolution_of_groups_has_a_part_of_the_ranks_for_each_and_cannot_be_merged()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var written = PeftCase.Of("conv_groups");
        using var model = nn.Sequential(("c1", nn.Conv2d(6, 12, 3, padding: 1, groups: 3)));
        Check(written, model, merges: false);
    }

    // What PEFT's file leads to, active and merged, and again by a file of ours.
    private static void Check(PeftCase written, nn.Module<Tensor, Tensor> model, bool merges = true)
    {
        written.Filled(model, written.Base);
        var answers = written.Answers();
        var set = LoraModel.Load(model, written.Adapter);
        Assert.InRange(Reference.MaxDifference(answers["active"], model.call(answers["x"])), 0, Tolerance);
        Assert.True(Reference.MaxDifference(answers["active"], answers["base"]) > 100 * Tolerance, "The adapter changes nothing.");
        if (merges)
        {
            set.Merge();
            Assert.InRange(Reference.MaxDifference(answers["merged"], model.call(answers["x"])), 0, Tolerance);
            set.Unmerge();
        }
        else
        {
            Assert.Contains("3 groups of channels", Assert.Throws<InvalidOperationException>(() => set.Merge()).Message, StringComparison.Ordinal);
        }

        using (set.UseNone())
            Assert.InRange(Reference.MaxDifference(answers["base"], model.call(answers["x"])), 0, Tolerance);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            set.Save(folder.FullName);
            var again = LoraModel.Load(model, folder.FullName, "again");
            Assert.InRange(Reference.MaxDifference(answers["active"], model.call(answers["x"])), 0, Tolerance);
            Assert.Equal(set.Named().Select(entry => entry.Path), again.Named().Select(entry => entry.Path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Magnitudes_are_not_loaded_into_an_adapter_without_them()
    {
        var written = PeftCase.Of("mlp_dora");
        using var model = written.Model(written.Base);
        Assert.Contains("DoRA's, and the model's is not", Assert.Throws<InvalidOperationException>(() => model.Set.Load(written.Adapter)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_case_is_left_out() => Assert.Equal(
        PeftCase.Names,
        Loaded.Concat(Refused).Concat(Variants).Select(row => (string)row[0]).Concat(["conv_groups", "seq_dots", "mlp_dora"]).Distinct().Order(StringComparer.Ordinal));
}
