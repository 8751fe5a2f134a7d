using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

public sealed class CompareTests
{
    [Fact]
    public void An_adapter_is_like_itself()
    {
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(1);
        model.Lora.Save(folder["adapter"]);
        var answer = ToolRun.Json("compare", folder["adapter"], folder["adapter"]);
        foreach (var layer in answer.GetProperty("layers").EnumerateArray())
        {
            Assert.Equal(1, layer.Number("cosine"), 10);
            Assert.Equal(0, layer.Number("relative_difference"), 10);
            Assert.Equal(1, layer.Number("output_overlap"), 10);
            Assert.Equal(1, layer.Number("input_overlap"), 10);
        }
    }

    [Fact]
    public void Figures_are_those_of_the_products()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var first = Kinds.Trained(2);
        using var second = Kinds.Trained(3);
        first.Lora.Save(folder["first"]);
        second.Lora.Save(folder["second"]);
        var layer = ToolRun.Json("compare", folder["first"], folder["second"]).Layer("output");
        var (one, two) = (Product(first), Product(second));
        Assert.Equal((one.mul(two).sum() / (one.norm() * two.norm())).item<double>(), layer.Number("cosine"), 10);
        Assert.Equal((one.sub(two).norm() / one.norm()).item<double>(), layer.Number("relative_difference"), 10);
        var (u1, _, v1) = linalg.svd(one, fullMatrices: false);
        var (u2, _, v2) = linalg.svd(two, fullMatrices: false);
        Assert.Equal(mm(u1.narrow(1, 0, 4).t(), u2.narrow(1, 0, 4)).square().sum().item<double>() / 4, layer.Number("output_overlap"), 10);
        Assert.Equal(mm(v1.narrow(0, 0, 4), v2.narrow(0, 0, 4).t()).square().sum().item<double>() / 4, layer.Number("input_overlap"), 10);

        static Tensor Product(Kinds model)
        {
            var (a, b) = model.Lora.Output.CurrentFactors();
            return mm(b.to(float64), a.to(float64)).mul(model.Lora.Output.Scaling);
        }
    }

    [Fact]
    public void A_layer_that_one_adapter_lacks_has_half_a_row()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        foreach (var (name, layers) in new[] { ("first", new[] { "p", "q" }), ("second", ["q", "r"]) })
        {
            Directory.CreateDirectory(folder[name]);
            File.WriteAllText(Path.Combine(folder[name], "adapter_config.json"), """{"peft_type": "LORA", "r": 2, "lora_alpha": 2, "bias": "none"}""");
            ToolRun.Write(
                Path.Combine(folder[name], "adapter_model.safetensors"),
                layers.SelectMany(layer => new[] { ($"base_model.model.{layer}.lora_A.weight", randn(2, 4)), ($"base_model.model.{layer}.lora_B.weight", randn(3, 2)) }).ToDictionary(entry => entry.Item1, entry => entry.Item2));
        }

        var answer = ToolRun.Json("compare", folder["first"], folder["second"]);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.Layer("p").GetProperty("second_rank").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.Layer("r").GetProperty("cosine").ValueKind);
        Assert.Equal(2, answer.Layer("q").Whole("first_rank"));
        Assert.Equal(0, ToolRun.Lora("compare", folder["first"], folder["second"]).Code);
    }
}
