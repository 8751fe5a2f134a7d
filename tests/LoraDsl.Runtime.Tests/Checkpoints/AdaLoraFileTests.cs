using System.Text.Json;
using LoraDsl.Checkpoints;
using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints;

public sealed class AdaLoraFileTests
{
    [Fact]
    public void A_saved_model_answers_the_same_on_another_copy_of_the_base()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var source = Masked();
        source.Lora.Save(folder.Path);
        random.manual_seed(1);
        using var target = new TripletNet();
        var x = randn(4, 6);
        Assert.NotEqual(0, Reference.MaxDifference(source.forward(x), target.forward(x)));
        target.Lora.Load(folder.Path);
        Assert.InRange(Reference.MaxDifference(source.forward(x), target.forward(x)), 0, 1e-5);
        Assert.Equal(source.Triplets.Select(adapter => adapter.Rank), target.Triplets.Select(adapter => adapter.StoredTriplets));
        Assert.All(
            source.Triplets.Zip(target.Triplets),
            pair => Assert.All(pair.First.EffectiveFactors().Zip(pair.Second.Factors), factors => Assert.True(Reference.SameBits(factors.First, factors.Second))));
    }

    [Fact]
    public void Files_have_PEFTs_names_shapes_and_configuration()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Masked();
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(
            parameters => optim.SGD(parameters, 0.1),
            adaLora: new AdaLoraOptions(100) { WarmupSteps = 7, FinalSteps = 60, AllocationInterval = 3, Beta1 = 0.8, Beta2 = 0.9, OrthogonalityWeight = 0.25 });
        model.Lora.Save(folder.Path);

        var tensors = SafetensorsFile.ReadAll(Path.Combine(folder.Path, "adapter_model.safetensors"));
        (string Name, long[] Shape)[] expected =
        [
            ("block.down.lora_A", [4, 10]), ("block.down.lora_B", [6, 4]), ("block.down.lora_E", [4, 1]),
            ("block.up.lora_A", [1, 6]), ("block.up.lora_B", [10, 1]), ("block.up.lora_E", [1, 1]),
            ("head.lora_A", [2, 6]), ("head.lora_B", [5, 2]), ("head.lora_E", [2, 1]),
        ];
        Assert.Equal(
            expected.Select(entry => ("base_model.model." + entry.Name, string.Join(",", entry.Shape))),
            tensors.Select(entry => (entry.Key, string.Join(",", entry.Value.shape))).OrderBy(entry => entry.Key, StringComparer.Ordinal));

        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "adapter_config.json")));
        var root = config.RootElement;
        Assert.Equal("ADALORA", root.GetProperty("peft_type").GetString());
        (string Name, double Value)[] numbers =
        [
            ("init_r", 4), ("target_r", 2), ("lora_alpha", 4), ("tinit", 7), ("tfinal", 60), ("deltaT", 3), ("total_step", 100),
            ("beta1", 0.8), ("beta2", 0.9), ("orth_reg_weight", 0.5),
        ];
        Assert.All(numbers, entry => Assert.Equal(entry.Value, root.GetProperty(entry.Name).GetDouble()));
        bool[] LeftOf(string name) => [.. root.GetProperty("rank_pattern").GetProperty(name).EnumerateArray().Select(value => value.GetBoolean())];
        Assert.Equal([true, true, false, false], LeftOf("head.lora_E"));
        Assert.Equal([true, false, false, false], LeftOf("block.up.lora_E"));
        Assert.Equal([true, true, true, true], LeftOf("block.down.lora_E"));
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
    }

    [Fact]
    public void What_PEFT_has_no_AdaLoRA_for_is_saved_as_LoRA_with_the_values_folded_in()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        random.manual_seed(2);
        using var source = new TripletKinds();
        foreach (var (_, adapter) in source.Lora.Named())
            Reference.Randomize(adapter);
        ((AdaLoraAdapter)source.Head).Mask([true, false, true, false]);
        source.Lora.Save(folder.Path);
        using (var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "adapter_config.json"))))
        {
            Assert.Equal("LORA", config.RootElement.GetProperty("peft_type").GetString());
            Assert.Equal(2, config.RootElement.GetProperty("rank_pattern").GetProperty("head").GetInt32());
            Assert.False(config.RootElement.TryGetProperty("init_r", out _));
        }

        random.manual_seed(2);
        using var target = new TripletKinds();
        target.Lora.Load(folder.Path);
        var x = randint(12, [4, 7]);
        Assert.InRange(Reference.MaxDifference(source.forward(x), target.forward(x)), 0, 1e-5);
        Assert.Equal(2, target.Head.Rank);
    }

    [Fact]
    public void An_AdaLoRA_file_fits_adapters_whose_rank_comes_from_the_file()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        random.manual_seed(3);
        using var source = new OneTripletLayer(9, 7);
        Reference.Randomize(source.Layer);
        source.Lora.Save(folder.Path);
        random.manual_seed(3);
        using var target = new AdaptiveOfScalingTwo(9, 7);
        target.Lora.Load(folder.Path);
        var x = randn(4, 9);
        Assert.InRange(Reference.MaxDifference(source.forward(x), target.forward(x)), 0, 1e-4);
    }

    [Fact]
    public void Another_scaling_of_the_file_goes_into_the_values()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        random.manual_seed(4);
        using var model = new OneTripletLayer(9, 7);
        Reference.Randomize(model.Layer);
        model.Lora.Save(folder.Path);
        var lambda = model.Layer.get_parameter("lora_E")!.detach().clone();
        var config = Path.Combine(folder.Path, "adapter_config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"lora_alpha\": 10", "\"lora_alpha\": 30", StringComparison.Ordinal));
        model.Lora.Load(folder.Path);
        Assert.InRange(Reference.MaxDifference(model.Layer.get_parameter("lora_E")!, lambda * 3), 0, 1e-6);
    }

    [Fact]
    public void A_file_that_does_not_fit_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var source = Masked();
        source.Lora.Save(folder.Path);
        using var target = new TripletNet(width: 7);
        var before = target.parameters().Select(parameter => parameter.detach().clone()).ToList();
        var error = Assert.Throws<InvalidOperationException>(() => target.Lora.Load(folder.Path));
        Assert.Contains("'head'", error.Message, StringComparison.Ordinal);
        Assert.All(before.Zip(target.parameters()), pair => Assert.True(Reference.SameBits(pair.First, pair.Second)));
    }

    [Fact]
    public void Training_goes_on_from_a_file_with_what_it_left()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var source = Masked();
        source.Lora.Save(folder.Path);
        using var target = new TripletNet();
        target.Lora.Load(folder.Path);
        target.Lora.FreezeBase();
        using var optimizer = target.Lora.Optimizer(parameters => optim.AdamW(parameters, 0.01), adaLora: new AdaLoraOptions(10));
        for (var step = 0; step < 10; step++)
        {
            optimizer.zero_grad();
            target.forward(randn(8, 6)).pow(2).mean().backward();
            optimizer.step();
        }

        Assert.Equal(6, target.Triplets.Sum(adapter => adapter.StoredTriplets));
    }

    private static TripletNet Masked()
    {
        random.manual_seed(1);
        var model = new TripletNet();
        foreach (var adapter in model.Triplets)
            Reference.Randomize(adapter);
        model.Triplets[0].Mask([true, false, false, true]);
        model.Triplets[1].Mask([false, false, true, false]);
        return model;
    }
}
