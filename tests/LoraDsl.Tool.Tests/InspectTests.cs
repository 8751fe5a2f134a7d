using LoraDsl.Extensibility;
using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

public sealed class InspectTests
{
    [Fact]
    public void Every_layer_is_described_as_the_model_has_it()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(1);
        model.Lora.Hidden.Rank = 4;
        model.Lora.Save(folder["adapter"]);
        var answer = ToolRun.Json("inspect", folder["adapter"]);

        Assert.Equal("LORA", answer.GetProperty("method").GetString());
        Assert.Equal("F32", answer.GetProperty("type").GetString());
        Assert.Equal(3 + 2 + 4 + 3 + 4, answer.Whole("total_rank"));
        Assert.Equal(["convolution", "hidden", "output", "sparse", "table"], answer.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("path").GetString()));
        var parameters = 0;
        foreach (var (path, adapter) in model.Lora.Named())
        {
            var layer = answer.Layer(path);
            var (a, b) = adapter.CurrentFactors();
            var product = mm(b.to(float64).flatten(1), a.to(float64).flatten(1)).mul(adapter.Scaling);
            var sigma = linalg.svdvals(product).data<double>().ToArray().Take(adapter.CurrentRank).ToArray();
            Assert.Equal(adapter.CurrentRank, layer.Whole("rank"));
            Assert.Equal(adapter.Scaling, layer.Number("scaling"), 12);
            Assert.Equal(product.norm().item<double>(), layer.Number("norm"), 10);
            var spectrum = layer.GetProperty("spectrum").EnumerateArray().Select(value => value.GetDouble()).Take(sigma.Length);
            Assert.All(sigma.Zip(spectrum), pair => Assert.Equal(pair.First, pair.Second, 10));
            Assert.Equal(adapter is LorsAdapter, layer.GetProperty("masked").GetBoolean());
            Assert.Equal(a.numel() + b.numel(), layer.Whole("parameters"));
            parameters += layer.Whole("parameters");
        }

        Assert.Equal(parameters, answer.Whole("parameters"));
        Assert.Equal("Embedding", answer.Layer("table").GetProperty("kind").GetString());
        Assert.Equal("Conv2d", answer.Layer("convolution").GetProperty("kind").GetString());
        Assert.Equal("Linear", answer.Layer("output").GetProperty("kind").GetString());
    }

    [Fact]
    public void The_table_has_a_line_for_each_layer()
    {
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(2);
        model.Lora.Save(folder["adapter"]);
        var (code, output, _) = ToolRun.Lora("inspect", folder["adapter"]);
        Assert.Equal(0, code);
        Assert.Contains("LORA of 5 layers, ranks 17 in total", output, StringComparison.Ordinal);
        Assert.Contains("base: not named in the file", output, StringComparison.Ordinal);
        Assert.Matches(@"sparse +Linear, masked +8 +7 +3 +2 +45 ", output);
    }

    [Fact]
    public void A_folder_without_its_files_is_one_line_of_error()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is no adapter folder: it has no adapter_config.json", ToolRun.Failure(1, "inspect", folder["nothing"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_file_is_one_line_of_error()
    {
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(3);
        model.Lora.Save(folder["adapter"]);
        var file = Path.Combine(folder["adapter"], "adapter_model.safetensors");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^4]);
        Assert.Contains("is damaged or no safetensors file", ToolRun.Failure(1, "inspect", folder["adapter"]), StringComparison.Ordinal);
    }
}
