using System.Text.Json;
using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

/// <summary>Adapters and checkpoints with values that are not finite.</summary>
public sealed class NonFiniteTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<double> Values => [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Values))]
    public void Inspect_names_the_layer_and_describes_the_others(double value)
    {
        using var scope = NewDisposeScope();
        Save("adapter", value);
        var answer = ToolRun.Json("inspect", folder["adapter"]);
        Assert.False(answer.Layer("bad").GetProperty("finite").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.Layer("bad").GetProperty("norm").ValueKind);
        Assert.Equal(0, answer.Layer("bad").GetProperty("spectrum").GetArrayLength());
        Assert.True(answer.Layer("good").GetProperty("finite").GetBoolean());
        Assert.Equal(2, answer.Layer("good").Whole("effective_rank"));
        var (code, output, error) = ToolRun.Lora("inspect", folder["adapter"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Matches("bad +Linear +4 +3 +2 +1 +14 +not finite", output);
    }

    [Fact]
    public void A_product_that_overflows_is_not_finite_either()
    {
        using var scope = NewDisposeScope();
        Save("adapter", 1e300, float64, scale: 1e300);
        Assert.False(ToolRun.Json("inspect", folder["adapter"]).Layer("bad").GetProperty("finite").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Compare_leaves_out_what_has_no_figure(double value)
    {
        using var scope = NewDisposeScope();
        Save("first", value);
        Save("second", 1);
        var answer = ToolRun.Json("compare", folder["first"], folder["second"]);
        Assert.Equal(JsonValueKind.Null, answer.Layer("bad").GetProperty("first_norm").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.Layer("bad").GetProperty("cosine").ValueKind);
        Assert.Equal(JsonValueKind.Number, answer.Layer("bad").GetProperty("second_norm").ValueKind);
        Assert.Equal(JsonValueKind.Number, answer.Layer("good").GetProperty("cosine").ValueKind);
        Assert.Contains("not finite", ToolRun.Lora("compare", folder["first"], folder["second"]).Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Trim_refuses_and_writes_nothing(double value)
    {
        using var scope = NewDisposeScope();
        Save("adapter", value);
        foreach (var prefix in (string[][])[[], ["--prefix"]])
        {
            Assert.Contains("'bad' that are not finite", ToolRun.Failure(1, ["trim", folder["adapter"], folder["small"], "--rank", "1", .. prefix]), StringComparison.Ordinal);
            Assert.Equal(["adapter"], folder.Names);
        }
    }

    [Theory]
    [InlineData(double.NaN, false)]
    [InlineData(60000.0, true)]
    public void Merge_refuses_what_the_base_cannot_hold_and_writes_nothing(double value, bool half)
    {
        using var scope = NewDisposeScope();
        Save("adapter", value);
        var type = half ? float16 : float32;
        ToolRun.Write(folder["base.safetensors"], new Dictionary<string, Tensor> { ["good.weight"] = zeros(3, 4).to(type), ["bad.weight"] = full([3, 4], 30000.0).to(type) });
        Assert.Contains($"values that are not finite as {(half ? "F16" : "F32")}", ToolRun.Failure(1, "merge", folder["base.safetensors"], folder["adapter"], folder["merged.safetensors"]), StringComparison.Ordinal);
        Assert.Equal(["adapter", "base.safetensors"], folder.Names);
    }

    [Fact]
    public void Analyze_says_in_one_line_what_several_layers_lack()
    {
        using var scope = NewDisposeScope();
        var before = Enumerable.Range(0, 12).ToDictionary(index => $"layer{index:d2}", _ => ones(4, 4));
        var after = before.ToDictionary(entry => entry.Key, entry => entry.Key == "layer05" ? ones(4, 4) : full([4, 4], double.NaN));
        ToolRun.Write(folder["before.safetensors"], before);
        ToolRun.Write(folder["after.safetensors"], after);
        var line = ToolRun.Failure(1, "analyze", folder["before.safetensors"], folder["after.safetensors"]);
        Assert.Contains("the change of 'layer00' has values that are not finite, and so no spectrum. 10 more of the weights", line, StringComparison.Ordinal);
    }

    private void Save(string name, double value, ScalarType type = ScalarType.Float32, double scale = 1)
    {
        Directory.CreateDirectory(folder[name]);
        File.WriteAllText(Path.Combine(folder[name], "adapter_config.json"), """{"peft_type": "LORA", "r": 2, "lora_alpha": 2, "bias": "none"}""");
        random.manual_seed(3);
        var a = randn([2, 4], type);
        a[0, 1] = value;
        ToolRun.Write(Path.Combine(folder[name], "adapter_model.safetensors"), new Dictionary<string, Tensor>
        {
            ["base_model.model.good.lora_A.weight"] = randn([2, 4], type),
            ["base_model.model.good.lora_B.weight"] = randn([3, 2], type),
            ["base_model.model.bad.lora_A.weight"] = a,
            ["base_model.model.bad.lora_B.weight"] = ones([3, 2], type).mul(scale),
        });
    }
}
