using System.Text.Json.Nodes;
using LoraDsl.PeftCases;
using LoraDsl.Runtime.Tests.Checkpoints;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Variants;

/// <summary>What the files of VeRA, LoHa, LoKr and IA³ say is taken, kept, or refused with file, key and value.</summary>
public sealed class VariantFileTests
{
    [Theory]
    [InlineData("tuner_loha", "rank_dropout", "2", "rank_dropout in '{0}' is 2, and has to be a probability")]
    [InlineData("tuner_loha", "r", "5", "has hada_w1_a of shape (53, 4), but the layer needs (53, 5)")]
    [InlineData("tuner_loha", "alpga", "4", "there is no such key: is alpha meant?")]
    [InlineData("tuner_loha", "modules_to_save", "[\"fc3\"]", "modules_to_save in '{0}' is [fc3], which is not supported")]
    [InlineData("tuner_loha", "peft_type", "\"LOKR\"", "which is no factor of LOKR")]
    [InlineData("tuner_loha", "peft_type", "\"LOHE\"", "peft_type in '{0}' is \"LOHE\", which is not supported")]
    [InlineData("tuner_lokr_both", "decompose_factor", "0", "decompose_factor in '{0}' is 0, and has to be -1, or 1 or more")]
    [InlineData("tuner_lokr_both", "decompose_both", "false", "has no lokr_w1, which LoKr of this layer has")]
    [InlineData("tuner_ia3", "feedforward_modules", "[\"fc1\"]", "has ia3_l of shape (53, 1), but the layer needs (1, 37)")]
    [InlineData("tuner_vera_seeded", "save_projection", "true", "has no base_model.vera_A, and save_projection in '{0}' is true")]
    [InlineData("tuner_vera_all", "r", "4", "r in '{0}' is 4: they have to be (r, …) and (…, r)")]
    public void A_file_that_contradicts_itself_is_refused_and_nothing_is_changed(string name, string key, string value, string message)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var written = PeftCase.Of(name);
        using var model = written.Model(written.Base);
        var adapter = Copy(written, folder, config => config[key] = JsonNode.Parse(value));
        var keys = model.state_dict().Keys.ToList();
        var error = Assert.ThrowsAny<Exception>(() => LoraModel.Load(model, adapter, "loaded"));
        Assert.Contains(message.Replace("{0}", Path.Combine(adapter, "adapter_config.json"), StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
        Assert.Equal(keys, model.state_dict().Keys);
    }

    [Theory]
    [InlineData("tuner_ia3_ff")]
    [InlineData("tuner_loha_conv_flat")]
    [InlineData("tuner_lokr_both")]
    [InlineData("tuner_vera_seeded")]
    public void A_configuration_is_written_as_it_was_read(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var written = PeftCase.Of(name);
        using var model = written.Model(written.Base);
        var adapter = Copy(written, folder, config => (config["task_type"], config["alpha_note"]) = ("SEQ_CLS", "kept"));
        LoraModel.Load(model, adapter, "loaded").Save(folder["again"]);
        var (before, after) = (Read(adapter), Read(folder["again"]));
        foreach (var (key, value) in before)
        {
            // Lists of modules are sets in PEFT, and patterns may have fewer entries than were written.
            if (key is "target_modules")
                Assert.Equal(value!.AsArray().Select(item => (string?)item).Order(), after[key]!.AsArray().Select(item => (string?)item).Order());
            else if (key is not ("rank_pattern" or "alpha_pattern" or "layers_pattern" or "layers_to_transform" or "r" or "alpha"))
                Assert.True(JsonNode.DeepEquals(value, after[key]), $"{key}: {value} became {after[key]}");
        }
    }

    private static string Copy(PeftCase written, TemporaryFolder folder, Action<JsonObject> change)
    {
        var adapter = folder["adapter"];
        Directory.CreateDirectory(adapter);
        foreach (var file in Directory.EnumerateFiles(written.Adapter))
            File.Copy(file, Path.Combine(adapter, Path.GetFileName(file)));
        var config = Read(adapter);
        change(config);
        File.WriteAllText(Path.Combine(adapter, "adapter_config.json"), config.ToJsonString());
        return adapter;
    }

    private static JsonObject Read(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "adapter_config.json")))!.AsObject();
}
