using System.Text.Json.Nodes;
using LoraDsl.PeftCases;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints.Peft;

/// <summary>What a configuration says besides ranks and scalings comes back when it is saved, and can be set.</summary>
public sealed class FileConfigTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_loaded_is_saved_again()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var written = PeftCase.Of("mlp_patterns");
        var source = JsonNode.Parse(File.ReadAllText(Path.Combine(written.Adapter, "adapter_config.json")))!.AsObject();
        source["base_model_name_or_path"] = "some/base";
        source["task_type"] = "SEQ_CLS";
        source["revision"] = "v2";
        source["inference_mode"] = false;
        source["key_of_tomorrow"] = new JsonObject { ["a"] = 1 };
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(Path.Combine(folder["in"], "adapter_config.json"), source.ToJsonString());
        File.Copy(Path.Combine(written.Adapter, "adapter_model.safetensors"), Path.Combine(folder["in"], "adapter_model.safetensors"));

        using var model = written.Model(written.Base);
        model.Set.Load(folder["in"]);
        model.Set.Save(folder["out"]);
        var saved = JsonNode.Parse(File.ReadAllText(Path.Combine(folder["out"], "adapter_config.json")))!.AsObject();
        foreach (var key in source.Select(entry => entry.Key).Except(["r", "lora_alpha", "rank_pattern", "alpha_pattern", "target_modules", "lora_bias", "exclude_modules", "trainable_token_indices"]))
            Assert.True(JsonNode.DeepEquals(source[key], saved[key]), $"{key}: {saved[key]?.ToJsonString()}");

        using var again = written.Model(written.Base);
        again.Set.Load(folder["out"]);
        var answers = written.Answers();
        Assert.InRange(Reference.MaxDifference(answers["active"], again.forward(answers["x"])), 0, 1e-5);
    }

    [Fact]
    public void It_can_be_set()
    {
        using var scope = NewDisposeScope();
        using var model = new ScaleTwo(6, 5);
        model.Lora.FileConfig = model.Lora.FileConfig with { BaseModelNameOrPath = "mine", TaskType = "CAUSAL_LM" };
        model.Lora.Save(folder.Path);
        var saved = JsonNode.Parse(File.ReadAllText(folder["adapter_config.json"]))!;
        Assert.Equal(("mine", "CAUSAL_LM"), (saved["base_model_name_or_path"]!.GetValue<string>(), saved["task_type"]!.GetValue<string>()));
    }

    [Fact]
    public void Everything_that_attributes_say_otherwise_is_named_at_once_with_what_to_write()
    {
        using var scope = NewDisposeScope();
        using var source = new Mixed();
        foreach (var (_, adapter) in source.Lora.Named())
            Reference.Randomize(adapter);
        source.Lora.Save(folder.Path);
        using var other = new ThreeOfRankOne();
        var message = Assert.Throws<InvalidOperationException>(() => other.Lora.Load(folder.Path)).Message;
        Assert.Contains("'second', 'third' has rank 4", message, StringComparison.Ordinal);
        Assert.Contains("'first' has rank 2", message, StringComparison.Ordinal);
        Assert.Contains("[Lora(2, Alpha = 2)] on 'first'; [Lora(4, Alpha = 4)] on 'second'; [Lora(4, Alpha = 8)] on 'third'", message, StringComparison.Ordinal);
    }
}
