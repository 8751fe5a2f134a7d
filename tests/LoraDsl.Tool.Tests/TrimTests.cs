using System.Text.Json;
using System.Text.Json.Nodes;
using LoraDsl.Checkpoints;
using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

public sealed class TrimTests
{
    [Fact]
    public void The_decomposition_leaves_the_nearest_product_of_the_rank()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(1);
        model.Lora.Save(folder["adapter"]);
        var answer = ToolRun.Json("trim", folder["adapter"], folder["small"], "--rank", "2");
        var (a, b) = model.Lora.Output.CurrentFactors();
        var product = mm(b.to(float64), a.to(float64));
        var (u, sigma, vt) = linalg.svd(product, fullMatrices: false);
        var nearest = mm(u.narrow(1, 0, 2).mul(sigma.narrow(0, 0, 2)), vt.narrow(0, 0, 2));

        var tensors = SafetensorsFile.ReadAll(Path.Combine(folder["small"], "adapter_model.safetensors"));
        var (first, second) = (tensors["base_model.model.output.lora_A.weight"], tensors["base_model.model.output.lora_B.weight"]);
        Assert.Equal([2, 7], first.shape);
        Assert.Equal([5, 2], second.shape);
        Assert.True(allclose(nearest, mm(second.to(float64), first.to(float64)), rtol: 1e-5, atol: 1e-6));
        Assert.True(allclose(first.norm(1), second.norm(0), rtol: 1e-5));
        Assert.Equal((product.sub(nearest).norm() / product.norm()).item<double>(), answer.Layer("output").Number("relative_error"), 5);
        Assert.Equal(0, answer.Layer("convolution").Number("relative_error"));
        Assert.Equal([2, 1, 3, 3], tensors["base_model.model.convolution.lora_A.weight"].shape);
        Assert.Equal([2, 12], tensors["base_model.model.table.lora_embedding_A"].shape);
    }

    [Fact]
    public void The_scaling_of_every_layer_stays()
    {
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(2);
        model.Lora.Save(folder["adapter"]);
        var before = ToolRun.Json("inspect", folder["adapter"]);
        ToolRun.Json("trim", folder["adapter"], folder["small"], "--rank", "3");
        var after = ToolRun.Json("inspect", folder["small"]);
        foreach (var layer in before.GetProperty("layers").EnumerateArray())
        {
            var trimmed = after.Layer(layer.GetProperty("path").GetString()!);
            Assert.Equal(layer.Number("scaling"), trimmed.Number("scaling"), 12);
            Assert.Equal(Math.Min(3, layer.Whole("rank")), trimmed.Whole("rank"));
            Assert.Equal(layer.GetProperty("masked").GetBoolean(), trimmed.GetProperty("masked").GetBoolean());
        }
    }

    [Fact]
    public void A_prefix_of_DyLoRA_is_what_the_model_computes_at_that_rank()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(3);
        model.Lora.Hidden.Rank = 5;
        model.Lora.Save(folder["adapter"]);
        ToolRun.Json("trim", folder["adapter"], folder["small"], "--rank", "2", "--prefix");
        var tensors = SafetensorsFile.ReadAll(Path.Combine(folder["small"], "adapter_model.safetensors"));
        model.Lora.Hidden.Rank = 2;
        var (a, b) = model.Lora.Hidden.CurrentFactors();
        Assert.True(a.eq(tensors["base_model.model.hidden.lora_A.weight"]).all().item<bool>());
        Assert.True(b.eq(tensors["base_model.model.hidden.lora_B.weight"]).all().item<bool>());
        Assert.Equal(model.Lora.Hidden.Scaling, ToolRun.Json("inspect", folder["small"]).Layer("hidden").Number("scaling"), 12);
    }

    [Fact]
    public void What_the_configuration_says_besides_ranks_stays()
    {
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(4);
        model.Lora.Save(folder["adapter"]);
        var file = Path.Combine(folder["adapter"], "adapter_config.json");
        var edited = JsonNode.Parse(File.ReadAllText(file))!;
        edited["revision"] = "v7";
        edited["use_rslora"] = true;
        File.WriteAllText(file, edited.ToJsonString());
        var before = ToolRun.Json("inspect", folder["adapter"]);
        ToolRun.Json("trim", folder["adapter"], folder["small"], "--rank", "1");
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["small"], "adapter_config.json")));
        Assert.Equal("v7", config.RootElement.GetProperty("revision").GetString());
        Assert.Equal(before.Layer("output").Number("scaling"), ToolRun.Json("inspect", folder["small"]).Layer("output").Number("scaling"), 12);
    }

    [Fact]
    public void A_rank_of_0_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("a rank of at least 1", ToolRun.Failure(1, "trim", folder["adapter"], folder["small"], "--rank", "0"), StringComparison.Ordinal);
    }
}
