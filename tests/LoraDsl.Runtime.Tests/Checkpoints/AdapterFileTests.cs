using System.Buffers.Binary;
using System.Text.Json;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints;

public sealed class AdapterFileTests
{
    [Fact]
    public void A_saved_adapter_answers_the_same_on_another_copy_of_the_base()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        random.manual_seed(1);
        using var source = Trained();
        source.Lora.Save(folder.Path);

        random.manual_seed(1);
        using var target = new Mixed();
        target.eval();
        var x = randn(4, 6);
        Assert.NotEqual(0, Reference.MaxDifference(source.forward(x), target.forward(x)));
        target.Lora.Load(folder.Path);
        Assert.True(Reference.SameBits(source.forward(x), target.forward(x)));
    }

    [Fact]
    public void Files_have_PEFTs_names_shapes_and_metadata()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Trained();
        model.Second.Rank = 3;
        model.Lora.Save(folder.Path);
        Assert.Equal(
            ["adapter_config.json", "adapter_model.safetensors"],
            Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        using var header = SafetensorsHeader(folder.Path);
        Assert.Equal("pt", header.RootElement.GetProperty("__metadata__").GetProperty("format").GetString());
        (string Name, long[] Shape)[] expected =
        [
            ("first.lora_A", [2, 6]), ("first.lora_B", [6, 2]),
            ("second.lora_A", [3, 6]), ("second.lora_B", [6, 3]),
            ("third.lora_A", [4, 6]), ("third.lora_B", [6, 4]),
        ];
        foreach (var (name, shape) in expected)
        {
            var entry = header.RootElement.GetProperty($"base_model.model.{name}.weight");
            Assert.Equal("F32", entry.GetProperty("dtype").GetString());
            Assert.Equal(shape, entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()));
        }

        Assert.Equal(expected.Length + 1, header.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void The_configuration_holds_ranks_and_alphas_as_PEFT_reads_them()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Trained();
        model.Second.Rank = 2;
        model.Lora.Save(folder.Path);
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "adapter_config.json")));
        var root = config.RootElement;
        Assert.Equal("LORA", root.GetProperty("peft_type").GetString());
        Assert.Equal(2, root.GetProperty("r").GetInt32());
        Assert.Equal("none", root.GetProperty("bias").GetString());
        Assert.False(root.GetProperty("use_rslora").GetBoolean());
        Assert.Equal(["first", "second", "third"], root.GetProperty("target_modules").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(4, root.GetProperty("rank_pattern").GetProperty("third").GetInt32());
        Assert.Single(root.GetProperty("rank_pattern").EnumerateObject());

        // s = α/r as PEFT computes it is the scaling of each adapter: 2/2, 4/2 and 8/4.
        double AlphaOf(string name) => root.GetProperty("alpha_pattern").TryGetProperty(name, out var alpha)
            ? alpha.GetDouble()
            : root.GetProperty("lora_alpha").GetDouble();
        Assert.Equal(2.0, AlphaOf("first"));
        Assert.Equal(4.0, AlphaOf("second"));
        Assert.Equal(8.0, AlphaOf("third"));
    }

    [Fact]
    public void Adaptive_ranks_come_from_the_file_and_vanished_adapters_stay_out_of_it()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        random.manual_seed(2);
        using var source = new AdaptiveNet();
        source.Lora.AllocateRanks([randn(8, 6)], x => source.forward(x).square().mean());
        foreach (var (_, adapter) in source.Lora.Named())
            Reference.Randomize(adapter);
        source.Lora.Save(folder.Path);

        random.manual_seed(2);
        using var target = new AdaptiveNet();
        target.Lora.Load(folder.Path);
        Assert.Equal(
            source.Lora.Named().Select(entry => entry.Adapter.CurrentRank),
            target.Lora.Named().Select(entry => entry.Adapter.CurrentRank));
        var x = randn(4, 6);
        Assert.True(Reference.SameBits(source.forward(x), target.forward(x)));
        target.Lora.FreezeBase();
        using var optimizer = target.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
    }

    [Fact]
    public void A_trimmed_DyLoRA_adapter_answers_as_before_at_its_rank_and_offers_no_more()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        random.manual_seed(3);
        using var source = new DynamicFull(6, 6);
        Reference.Randomize(source.Layer);
        source.eval();
        source.Layer.Rank = 3;
        source.Lora.Save(folder.Path);
        random.manual_seed(3);
        using var target = new DynamicFull(6, 6);
        target.eval();
        target.Lora.Load(folder.Path);
        var x = randn(4, 6);
        Assert.InRange(Reference.MaxDifference(source.forward(x), target.forward(x)), 0, 1e-6);
        Assert.Equal(3, target.Layer.Rank);
        target.Layer.Rank = 2;
        Assert.Throws<ArgumentOutOfRangeException>(() => target.Layer.Rank = 4);
    }

    [Fact]
    public void Loading_another_folder_switches_the_task_and_touches_no_weight_of_the_base()
    {
        using var scope = NewDisposeScope();
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        using var model = Trained();
        var x = randn(4, 6);
        var firstAnswer = model.forward(x).detach().clone();
        model.Lora.Save(first.Path);
        foreach (var (_, adapter) in model.Lora.Named())
            Reference.Randomize(adapter);
        var secondAnswer = model.forward(x).detach().clone();
        model.Lora.Save(second.Path);
        model.Lora.Load(first.Path);
        Assert.True(Reference.SameBits(firstAnswer, model.forward(x)));
        model.Lora.Load(second.Path);
        Assert.True(Reference.SameBits(secondAnswer, model.forward(x)));
    }

    [Fact]
    public void Rank_stabilised_adapters_round_trip()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = new RankStabilized(6, 6);
        model.Lora.Save(folder.Path);
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "adapter_config.json")));
        Assert.True(config.RootElement.GetProperty("use_rslora").GetBoolean());
        Assert.Equal(8, config.RootElement.GetProperty("lora_alpha").GetDouble());
        model.Lora.Load(folder.Path);
    }

    [Fact]
    public void A_list_of_targets_that_would_catch_another_layer_becomes_an_exact_expression()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = new AdaptiveNet();
        model.Lora.AllocateRanksEvenly();
        model.Lora.Save(folder.Path);
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "adapter_config.json")));
        Assert.Equal(JsonValueKind.Array, config.RootElement.GetProperty("target_modules").ValueKind);
        Assert.Contains("blocks.0.up", config.RootElement.GetProperty("target_modules").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void Configurations_as_PEFT_writes_them_are_read()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = new ScaleTwo(6, 6);
        model.Lora.Save(folder.Path);
        File.WriteAllText(
            Path.Combine(folder.Path, "adapter_config.json"),
            """
            {"alpha_pattern": {"lay.r": 6}, "auto_mapping": null, "base_model_name_or_path": "x", "bias": "none", "corda_config": null,
             "fan_in_fan_out": false, "inference_mode": true, "init_lora_weights": true, "lora_alpha": 16, "lora_dropout": 0.05,
             "peft_type": "LORA", "r": 8, "rank_pattern": {"layer": 3}, "revision": null, "target_modules": "layer", "use_dora": false, "use_rslora": false}
            """);
        model.Lora.Load(folder.Path);
    }

    [Theory]
    [InlineData("\"lora_alpha\": 6", "\"lora_alpha\": 12", "Alpha = 12")]
    [InlineData("\"peft_type\": \"LORA\"", "\"peft_type\": \"OFT\"", "peft_type")]
    [InlineData("\"use_dora\": false", "\"use_dora\": true", "use_dora")]
    [InlineData("\"use_dora\": false", "\"use_dora\": fal", "no adapter configuration")]
    public void A_configuration_that_does_not_fit_changes_nothing(string from, string to, string message)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = new ScaleTwo(6, 6);
        model.Lora.Save(folder.Path);
        var path = Path.Combine(folder.Path, "adapter_config.json");
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        AssertLoadFails(model, folder.Path, message);
    }

    [Fact]
    public void A_file_of_another_model_is_refused_with_the_layers_name()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var other = new ScaleTwo(7, 6);
        other.Lora.Save(folder.Path);
        using var model = new ScaleTwo(6, 6);
        AssertLoadFails(model, folder.Path, "'layer'");
        using var mixed = new Mixed();
        Assert.Throws<InvalidOperationException>(() => mixed.Lora.Load(folder.Path));
    }

    [Fact]
    public void A_missing_folder_and_a_damaged_file_are_clear_errors()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = new ScaleTwo(6, 6);
        Assert.Throws<FileNotFoundException>(() => model.Lora.Load(folder.Path));
        model.Lora.Save(folder.Path);
        var path = Path.Combine(folder.Path, "adapter_model.safetensors");
        var bytes = File.ReadAllBytes(path);
        for (var length = 0; length < bytes.Length; length += 13)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Throws<InvalidDataException>(() => model.Lora.Load(folder.Path));
        }

        var random = new Random(1);
        for (var trial = 0; trial < 300; trial++)
        {
            var damaged = (byte[])bytes.Clone();
            var headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            damaged[random.Next(8 + headerLength)] = (byte)random.Next(256);
            File.WriteAllBytes(path, damaged);
            var error = Record.Exception(() => model.Lora.Load(folder.Path));
            Assert.True(error is null or InvalidDataException or InvalidOperationException, error?.ToString());
        }
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_files_and_no_rubbish()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Trained();
        model.Lora.Save(folder.Path);
        var before = Directory.GetFiles(folder.Path).ToDictionary(path => path, File.ReadAllBytes);
        using var empty = new AdaptiveNet();
        Assert.Throws<InvalidOperationException>(() => empty.Lora.Save(folder.Path));
        using var complex = new ScaleTwo(6, 6);
        complex.Layer.Dispose();
        Assert.ThrowsAny<Exception>(() => complex.Lora.Save(folder.Path));
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal));
        Assert.All(before, entry => Assert.Equal(entry.Value, File.ReadAllBytes(entry.Key)));
    }

    private static void AssertLoadFails(ScaleTwo model, string folder, string message)
    {
        Reference.Randomize(model.Layer);
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        var error = Assert.ThrowsAny<Exception>(() => model.Lora.Load(folder));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.All(model.state_dict(), entry => Assert.True(Reference.SameBits(before[entry.Key], entry.Value), entry.Key));
    }

    private static Mixed Trained()
    {
        var model = new Mixed();
        model.eval();
        foreach (var (_, adapter) in model.Lora.Named())
            Reference.Randomize(adapter);
        return model;
    }

    private static JsonDocument SafetensorsHeader(string folder)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, "adapter_model.safetensors"));
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        return JsonDocument.Parse(bytes.AsMemory(8, length));
    }
}
