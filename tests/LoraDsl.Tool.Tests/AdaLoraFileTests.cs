using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

public sealed class AdaLoraFileTests
{
    [Fact]
    public void Singular_values_belong_to_the_product_and_trimming_makes_it_LoRA()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        random.manual_seed(1);
        var (a, b, e) = (randn(3, 6), randn(5, 3), randn(3, 1));
        Directory.CreateDirectory(folder["adapter"]);
        File.WriteAllText(
            Path.Combine(folder["adapter"], "adapter_config.json"),
            """{"peft_type": "ADALORA", "r": 8, "init_r": 3, "target_r": 8, "lora_alpha": 6, "bias": "none", "target_modules": ["q"], "rank_pattern": {"q.lora_E": [true, true, true]}}""");
        ToolRun.Write(
            Path.Combine(folder["adapter"], "adapter_model.safetensors"),
            new Dictionary<string, Tensor> { ["base_model.model.q.lora_A"] = a, ["base_model.model.q.lora_B"] = b, ["base_model.model.q.lora_E"] = e });

        var norm = mm(b.mul(e.t()), a).mul(2).norm().item<float>();
        Assert.Equal(norm, ToolRun.Json("inspect", folder["adapter"]).Layer("q").Number("norm"), 4);

        ToolRun.Json("trim", folder["adapter"], folder["lora"], "--rank", "3");
        var answer = ToolRun.Json("inspect", folder["lora"]);
        Assert.Equal("LORA", answer.GetProperty("method").GetString());
        Assert.Equal(norm, answer.Layer("q").Number("norm"), 4);
        Assert.Equal(2, answer.Layer("q").Number("scaling"));
    }
}
