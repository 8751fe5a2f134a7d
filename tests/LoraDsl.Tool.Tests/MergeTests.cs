using LoraDsl.Checkpoints;
using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

public sealed class MergeTests
{
    [Fact]
    public void A_merged_file_has_the_weights_of_the_merged_model()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(1);
        ToolRun.Write(folder["base.safetensors"], model.BaseWeights());
        model.Lora.Save(folder["adapter"]);
        var answer = ToolRun.Json("merge", folder["base.safetensors"], folder["adapter"], folder["merged.safetensors"]);
        Assert.Equal(5, answer.GetProperty("merged").GetArrayLength());
        Assert.Equal(3, answer.Whole("copied"));

        var zeros = model.BaseWeights()["sparse.weight"].eq(0).clone();
        Assert.True(zeros.any().item<bool>());
        model.Lora.Merge();
        var merged = SafetensorsFile.ReadAll(folder["merged.safetensors"]);
        foreach (var (name, expected) in model.BaseWeights())
        {
            Assert.Equal(expected.shape, merged[name].shape);
            Assert.True(allclose(expected, merged[name], rtol: 1e-6, atol: 1e-6), name);
        }

        Assert.True(equal(zeros, merged["sparse.weight"].eq(0)).all().item<bool>());
        Assert.Equal(["adapter", "base.safetensors", "merged.safetensors"], folder.Names);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void Narrow_weights_are_rounded_once(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(2);
        model.Lora.Save(folder["adapter"]);
        var narrow = model.BaseWeights().ToDictionary(entry => entry.Key, entry => entry.Value.detach().to(type));
        ToolRun.Write(folder["base.safetensors"], narrow);
        ToolRun.Json("merge", folder["base.safetensors"], folder["adapter"], folder["merged.safetensors"]);
        var (a, b) = model.Lora.Output.CurrentFactors();
        var expected = narrow["output.weight"].to(float64).add(mm(b.to(float64), a.to(float64)).mul(model.Lora.Output.Scaling)).to(type);
        var merged = SafetensorsFile.ReadAll(folder["merged.safetensors"])["output.weight"];
        Assert.Equal(type, merged.dtype);
        Assert.True(expected.eq(merged).all().item<bool>());
    }

    [Fact]
    public void A_folder_is_merged_part_by_part_and_its_other_files_come_along()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(3);
        var weights = model.BaseWeights();
        Directory.CreateDirectory(folder["base"]);
        ToolRun.Write(Path.Combine(folder["base"], "model-00001-of-00002.safetensors"), weights.Take(3).ToDictionary());
        ToolRun.Write(Path.Combine(folder["base"], "model-00002-of-00002.safetensors"), weights.Skip(3).ToDictionary());
        File.WriteAllText(Path.Combine(folder["base"], "config.json"), "{}");
        model.Lora.Save(folder["adapter"]);
        ToolRun.Json("merge", folder["base"], folder["adapter"], folder["merged"]);
        Assert.Equal("{}", File.ReadAllText(Path.Combine(folder["merged"], "config.json")));
        model.Lora.Merge();
        var merged = Directory.EnumerateFiles(folder["merged"], "*.safetensors").SelectMany(SafetensorsFile.ReadAll).ToDictionary();
        Assert.Equal(weights.Count, merged.Count);
        Assert.All(model.BaseWeights(), entry => Assert.True(allclose(entry.Value, merged[entry.Key], rtol: 1e-6, atol: 1e-6), entry.Key));
    }

    [Fact]
    public void A_checkpoint_of_the_inner_model_is_found_by_the_end_of_the_names()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(4);
        model.Lora.Save(folder["adapter"]);
        Rename(Path.Combine(folder["adapter"], "adapter_model.safetensors"), "base_model.model.", "base_model.model.outer.");
        ToolRun.Write(folder["base.safetensors"], model.BaseWeights());
        Assert.Equal(5, ToolRun.Json("merge", folder["base.safetensors"], folder["adapter"], folder["merged.safetensors"]).GetProperty("merged").GetArrayLength());
    }

    [Fact]
    public void The_wrong_base_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(5);
        model.Lora.Save(folder["adapter"]);
        var weights = model.BaseWeights();
        ToolRun.Write(folder["other.safetensors"], weights.Where(entry => entry.Key != "hidden.weight").ToDictionary());
        Assert.Contains("has no 'hidden.weight': is it the base of this adapter?", ToolRun.Failure(1, "merge", folder["other.safetensors"], folder["adapter"], folder["merged.safetensors"]), StringComparison.Ordinal);

        weights["hidden.weight"] = zeros(8, 35);
        ToolRun.Write(folder["shape.safetensors"], weights);
        Assert.Contains("has the shape (8, 35), but the adapter is for (8, 36)", ToolRun.Failure(1, "merge", folder["shape.safetensors"], folder["adapter"], folder["merged.safetensors"]), StringComparison.Ordinal);
        Assert.Equal(["adapter", "other.safetensors", "shape.safetensors"], folder.Names);
    }

    [Fact]
    public void What_stands_at_the_target_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        using var model = Kinds.Trained(6);
        model.Lora.Save(folder["adapter"]);
        ToolRun.Write(folder["base.safetensors"], model.BaseWeights());
        File.WriteAllText(folder["taken"], "mine");
        Assert.Contains("exists already", ToolRun.Failure(1, "merge", folder["base.safetensors"], folder["adapter"], folder["taken"]), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder["taken"]));
    }

    private static void Rename(string path, string from, string to)
    {
        var tensors = SafetensorsFile.ReadAll(path).ToDictionary(entry => entry.Key.Replace(from, to, StringComparison.Ordinal), entry => entry.Value);
        ToolRun.Write(path, tensors);
    }
}
