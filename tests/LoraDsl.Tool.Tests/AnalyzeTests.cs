using LoraDsl.Analysis;
using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

public sealed class AnalyzeTests
{
    [Fact]
    public void Planted_ranks_are_found_exactly()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var (before, after) = Planted();
        ToolRun.Write(folder["base.safetensors"], before);
        ToolRun.Write(folder["tuned.safetensors"], after);
        var answer = ToolRun.Json("analyze", folder["base.safetensors"], folder["tuned.safetensors"]);
        Assert.Equal(3, answer.GetProperty("layers").GetArrayLength());
        Assert.Equal(0, answer.Layer("c").Whole("effective_rank"));
        Assert.Equal(3, answer.Layer("a").Whole("effective_rank"));
        Assert.Equal(7, answer.Layer("b").Whole("effective_rank"));
        Assert.Equal(7, answer.Layer("b").Whole("recommended_rank"));

        var budgeted = ToolRun.Json("analyze", folder["base.safetensors"], folder["tuned.safetensors"], "--budget", "5");
        Assert.Equal(5, budgeted.GetProperty("layers").EnumerateArray().Sum(layer => layer.Whole("recommended_rank")));
        Assert.Matches("b +24x40 +7 ", ToolRun.Lora("analyze", folder["base.safetensors"], folder["tuned.safetensors"]).Output);
    }

    [Fact]
    public void The_answer_is_the_librarys()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var (before, after) = Planted();
        ToolRun.Write(folder["base.safetensors"], before);
        ToolRun.Write(folder["tuned.safetensors"], after);
        var answer = ToolRun.Json("analyze", folder["base.safetensors"], folder["tuned.safetensors"], "--budget", "6");
        foreach (var layer in CheckpointComparison.Compare(before, after, budget: 6).Layers)
        {
            var found = answer.Layer(layer.Name);
            Assert.Equal(layer.RecommendedRank, found.Whole("recommended_rank"));
            Assert.Equal(layer.Rank90, found.Whole("rank90"));
            Assert.Equal(layer.RelativeChange, found.Number("relative_change"), 10);
            Assert.Equal(layer.Spectrum.SpectralNorm, found.Number("spectral_norm"), 10);
        }
    }

    [Fact]
    public void Checkpoints_of_two_models_are_refused()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        ToolRun.Write(folder["one"], new Dictionary<string, Tensor> { ["a"] = zeros(2, 3) });
        ToolRun.Write(folder["two"], new Dictionary<string, Tensor> { ["a"] = zeros(3, 2) });
        ToolRun.Write(folder["three"], new Dictionary<string, Tensor> { ["b"] = zeros(3, 2) });
        Assert.Contains("'a' has the shape (2, 3)", ToolRun.Failure(1, "analyze", folder["one"], folder["two"]), StringComparison.Ordinal);
        Assert.Contains("no weight of two or more dimensions in common", ToolRun.Failure(1, "analyze", folder["one"], folder["three"]), StringComparison.Ordinal);
        Assert.Contains("there is no", ToolRun.Failure(1, "analyze", folder["one"], folder["four"]), StringComparison.Ordinal);
        Assert.Contains("not negative", ToolRun.Failure(1, "analyze", folder["one"], folder["one"], "--budget", "-1"), StringComparison.Ordinal);
    }

    private static (Dictionary<string, Tensor> Before, Dictionary<string, Tensor> After) Planted()
    {
        random.manual_seed(5);
        var before = new Dictionary<string, Tensor> { ["a"] = randn(30, 20), ["b"] = randn(24, 40), ["c"] = randn(8, 8), ["bias"] = randn(8) };
        var after = new Dictionary<string, Tensor>
        {
            ["a"] = before["a"] + mm(randn(30, 3), randn(3, 20)),
            ["b"] = before["b"] + mm(randn(24, 7), randn(7, 40)),
            ["c"] = before["c"],
            ["bias"] = before["bias"] + 1,
        };
        return (before, after);
    }
}
