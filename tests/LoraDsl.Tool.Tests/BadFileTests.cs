using System.Diagnostics;
using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

/// <summary>Whatever is wrong with a file is one line and an exit code.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("{\"lora_alpha\": 2, \"alpha_pattern\": {\"layer(\": 3}}", "alpha_pattern in")]
    [InlineData("{\"peft_type\": \"ADALORA\", \"lora_alpha\": 2}", "no factor E")]
    [InlineData("[]", "is no adapter configuration")]
    [InlineData("", "is no adapter configuration")]
    [InlineData("{\"lora_alpha\": \"many\"}", "has to be a finite number")]
    [InlineData("{\"lora_alpha\": 1e999}", "has to be a finite number")]
    [InlineData("{\"use_qalora\": true}", "use_qalora in")]
    [InlineData("{\"lora_alpha\": 2, \"use_rslorb\": true}", "is use_rslora meant?")]
    [InlineData("{\"lora_alpha\": 2, \"lora_alpha\": 3}", "is no adapter configuration")]
    public void A_configuration_that_is_wrong_is_named(string config, string message)
    {
        Save(config);
        Assert.Contains(message, ToolRun.Failure(1, "inspect", folder["adapter"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over_by_every_command()
    {
        Save("\uFEFF{\"peft_type\": \"LORA\", \"r\": 2, \"lora_alpha\": 2}");
        Assert.Equal(2, ToolRun.Json("inspect", folder["adapter"]).Layer("layer").Whole("rank"));
        Assert.Equal(1, ToolRun.Json("trim", folder["adapter"], folder["small"], "--rank", "1").Layer("layer").Whole("new_rank"));
    }

    [Fact]
    public void An_adapter_of_rank_0_has_no_spectrum()
    {
        using var scope = NewDisposeScope();
        Save("{\"lora_alpha\": 2}", rank: 0);
        var layer = ToolRun.Json("inspect", folder["adapter"]).Layer("layer");
        Assert.Equal((0, 0.0, 0), (layer.Whole("rank"), layer.Number("norm"), layer.GetProperty("spectrum").GetArrayLength()));
        Assert.Equal(0, ToolRun.Lora("inspect", folder["adapter"]).Code);
        Assert.Equal(0, ToolRun.Lora("compare", folder["adapter"], folder["adapter"]).Code);
        Assert.Equal(0, ToolRun.Lora("trim", folder["adapter"], folder["small"], "--rank", "1").Code);
    }

    [Fact]
    public void Pipes_and_devices_are_refused_by_every_command()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var scope = NewDisposeScope();
        Save("{\"lora_alpha\": 2}");
        Directory.CreateDirectory(folder["base"]);
        ToolRun.Write(Path.Combine(folder["base"], "model.safetensors"), new Dictionary<string, Tensor> { ["layer.weight"] = ones(3, 4) });
        using (var made = Process.Start("mkfifo", [Path.Combine(folder["base"], "vocabulary.txt")]))
            made.WaitForExit();
        Assert.Contains("is a pipe", ToolRun.Failure(1, "merge", folder["base"], folder["adapter"], folder["merged"]), StringComparison.Ordinal);
        Assert.Equal(["adapter", "base"], folder.Names);

        File.CreateSymbolicLink(folder["endless"], "/dev/zero");
        Assert.Contains("is a device", ToolRun.Failure(1, "analyze", folder["endless"], folder["endless"]), StringComparison.Ordinal);
        Assert.Contains("is a device", ToolRun.Failure(1, "recommend", folder["endless"]), StringComparison.Ordinal);
        var config = Path.Combine(folder["adapter"], "adapter_config.json");
        File.Delete(config);
        File.CreateSymbolicLink(config, "/dev/zero");
        Assert.Contains("is a device", ToolRun.Failure(1, "inspect", folder["adapter"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_is_merged_in_blocks_as_it_is_whole()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(8);
        const long Rows = 1500, Columns = 1400;
        var (weight, a, b) = (randn([Rows, Columns], float64), randn([2, Columns], float64), randn([Rows, 2], float64));
        Save("{\"lora_alpha\": 4}", a, b);
        ToolRun.Write(folder["base.safetensors"], new Dictionary<string, Tensor> { ["layer.weight"] = weight });
        Assert.Equal(0, ToolRun.Lora("merge", folder["base.safetensors"], folder["adapter"], folder["merged.safetensors"]).Code);
        using var merged = Checkpoints.SafetensorsFile.ReadAll(folder["merged.safetensors"])["layer.weight"];
        Assert.True(merged.sub(weight.addmm(b, a, alpha: 2)).abs().max().item<double>() < 1e-12);
    }

    private void Save(string config, int rank = 2)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        Save(config, randn(rank, 4), randn(3, rank));
    }

    private void Save(string config, Tensor a, Tensor b)
    {
        Directory.CreateDirectory(folder["adapter"]);
        File.WriteAllText(Path.Combine(folder["adapter"], "adapter_config.json"), config);
        ToolRun.Write(
            Path.Combine(folder["adapter"], "adapter_model.safetensors"),
            new Dictionary<string, Tensor> { ["base_model.model.layer.lora_A.weight"] = a, ["base_model.model.layer.lora_B.weight"] = b });
    }
}
