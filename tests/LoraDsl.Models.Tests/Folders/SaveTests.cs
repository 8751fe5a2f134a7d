using System.Text.Json.Nodes;
using LoraDsl.Models.Bert;
using LoraDsl.Models.Gpt2;
using LoraDsl.Models.Llama;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.Folders;

/// <summary>Folders that are written are those that were read.</summary>
public sealed class SaveTests : IDisposable
{
    private readonly ModelFolders folders = new();
    private readonly DisposeScope scope = NewDisposeScope();

    [Fact]
    public void A_model_is_written_as_it_was_read()
    {
        using var model = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("llama"));
        Pretrained.Save(model, folders.Path);
        RequireEqual("llama", ModelFolders.Read(Path.Combine(folders.Path, "model.safetensors")));
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(folders.Path, "config.json")))!;
        Assert.Equal("LlamaForCausalLM", (string?)config["architectures"]![0]);
        Assert.Equal("float32", (string?)config["torch_dtype"]);
        Assert.Equal(10000.0, (double?)config["rope_theta"]);
    }

    [Fact]
    public void Matrices_that_checkpoints_have_transposed_are_turned_both_ways()
    {
        using var model = Pretrained.Load<Gpt2Model>(ModelFolders.Reference("gpt2"));
        Assert.Equal([72, 24], model.get_parameter("h.0.attn.c_attn.weight")!.shape);
        Pretrained.Save(model, folders.Path);
        RequireEqual("gpt2", ModelFolders.Read(Path.Combine(folders.Path, "model.safetensors")), but: ".attn.bias");
    }

    [Fact]
    public void A_tied_head_is_not_written_and_is_the_embedding_again_when_read()
    {
        using var model = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("qwen2"));
        Pretrained.Save(model, folders.Path);
        Assert.DoesNotContain("lm_head.weight", ModelFolders.Read(Path.Combine(folders.Path, "model.safetensors")).Keys);
        using var again = Pretrained.Load<LlamaForCausalLM>(folders.Path);
        Assert.DoesNotContain(again.named_parameters(), parameter => parameter.name == "lm_head.weight");
        using (no_grad())
            again.get_parameter("model.embed_tokens.weight")!.fill_(0);
        Assert.Equal(0, again.forward(tensor(new long[,] { { 3, 4 } })).abs().max().item<float>());
    }

    [Fact]
    public void A_head_stays_tied_when_the_model_moves_to_another_type()
    {
        using var model = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("qwen2"));
        model.to(ScalarType.Float64);
        using (no_grad())
            model.get_parameter("model.embed_tokens.weight")!.fill_(0);
        var logits = model.forward(tensor(new long[,] { { 3, 4 } }));
        Assert.Equal(ScalarType.Float64, logits.dtype);
        Assert.Equal(0, logits.abs().max().item<double>());
    }

    [Fact]
    public void A_checkpoint_that_names_the_tied_head_alone_fills_the_embedding()
    {
        var folder = folders.Changed("qwen2", tensors =>
        {
            tensors["lm_head.weight"] = tensors["model.embed_tokens.weight"];
            tensors.Remove("model.embed_tokens.weight");
            return tensors;
        });
        using var model = Pretrained.Load<LlamaForCausalLM>(folder);
        using var plain = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("qwen2"));
        Assert.Equal(0, Numbers.Difference(plain.get_parameter("model.embed_tokens.weight")!, model.get_parameter("model.embed_tokens.weight")!));
    }

    [Fact]
    public void A_limit_makes_shards_with_an_index()
    {
        using var model = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("llama"));
        Pretrained.Save(model, folders.Path, maxShardBytes: 8_000);
        string[] shards = [.. Directory.GetFiles(folders.Path, "model-*.safetensors").Order(StringComparer.Ordinal)];
        Assert.InRange(shards.Length, 3, 20);
        Assert.Equal($"model-00001-of-{shards.Length:D5}.safetensors", Path.GetFileName(shards[0]));
        Assert.False(File.Exists(Path.Combine(folders.Path, "model.safetensors")));
        var all = shards.SelectMany(shard => ModelFolders.Read(shard)).ToDictionary();
        RequireEqual("llama", all);
        var index = JsonNode.Parse(File.ReadAllText(Path.Combine(folders.Path, "model.safetensors.index.json")))!;
        Assert.Equal(all.Values.Sum(values => values.numel() * 4), (long?)index["metadata"]!["total_size"]);
        using var again = Pretrained.Load<LlamaForCausalLM>(folders.Path);
        foreach (var (name, parameter) in model.named_parameters())
            Assert.Equal(0, Numbers.Difference(parameter, again.get_parameter(name)!));
    }

    [Fact]
    public void Writing_again_leaves_nothing_of_what_stood_there_and_keeps_other_files()
    {
        using var model = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("llama"));
        File.WriteAllText(Path.Combine(folders.Path, "tokenizer.json"), "{}");
        Pretrained.Save(model, folders.Path, maxShardBytes: 8_000);
        Pretrained.Save(model, folders.Path);
        Assert.Equal(
            ["config.json", "model.safetensors", "tokenizer.json"],
            Directory.GetFiles(folders.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Adapters_are_not_written()
    {
        using var model = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("llama"));
        model.named_modules().Single(module => module.name == "model.layers.1.mlp.up_proj").module.register_module("lora_default", nn.Linear(3, 4));
        Assert.Contains("model.layers.1.mlp.up_proj.lora_default.weight", model.state_dict().Keys);
        Pretrained.Save(model, folders.Path);
        RequireEqual("llama", ModelFolders.Read(Path.Combine(folders.Path, "model.safetensors")));
    }

    [Fact]
    public void Missing_shards_are_named_in_one_message()
    {
        using var model = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("llama"));
        Pretrained.Save(model, folders.Path, maxShardBytes: 8_000);
        var shards = Directory.GetFiles(folders.Path, "model-*.safetensors").Order(StringComparer.Ordinal).ToArray();
        File.Delete(shards[0]);
        File.Delete(shards[2]);
        var error = Assert.Throws<FileNotFoundException>(() => Pretrained.Load<LlamaForCausalLM>(folders.Path));
        Assert.Equal(
            $"'{folders.Path}' lacks 2 of the {shards.Length} files that its model.safetensors.index.json names: {Path.GetFileName(shards[0])}, {Path.GetFileName(shards[2])}.",
            error.Message);
    }

    [Fact]
    public void A_truncated_shard_is_named()
    {
        using var model = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("llama"));
        Pretrained.Save(model, folders.Path, maxShardBytes: 8_000);
        var shard = Directory.GetFiles(folders.Path, "model-*.safetensors").Order(StringComparer.Ordinal).Last();
        using (var stream = File.OpenWrite(shard))
            stream.SetLength(stream.Length - 1);
        var error = Assert.Throws<InvalidDataException>(() => Pretrained.Load<LlamaForCausalLM>(folders.Path));
        Assert.StartsWith($"'{shard}' is damaged or no safetensors file:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"model-00001-of-00001.safetensors\"", "\"../model.safetensors\"")]
    [InlineData("\"model-00001-of-00001.safetensors\"", "7")]
    public void An_index_names_files_beside_it_only(string old, string now)
    {
        using var model = Pretrained.Load<BertForSequenceClassification>(ModelFolders.Reference("bert"));
        Pretrained.Save(model, folders.Path);
        File.Move(Path.Combine(folders.Path, "model.safetensors"), Path.Combine(folders.Path, "model-00001-of-00001.safetensors"));
        File.WriteAllText(
            Path.Combine(folders.Path, "model.safetensors.index.json"),
            """{"weight_map": {"classifier.bias": "model-00001-of-00001.safetensors"}}""".Replace(old, now, StringComparison.Ordinal));
        var error = Assert.Throws<InvalidDataException>(() => Pretrained.Load<BertForSequenceClassification>(folders.Path));
        Assert.Contains($"gives 'classifier.bias' in \"weight_map\" the value {now}: the name of a file beside it is needed.", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        scope.Dispose();
        folders.Dispose();
    }

    private static void RequireEqual(string reference, Dictionary<string, Tensor> written, string but = "!")
    {
        var expected = ModelFolders.Read(Path.Combine(ModelFolders.Reference(reference), "model.safetensors")).Where(entry => !entry.Key.EndsWith(but, StringComparison.Ordinal)).ToDictionary();
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, entry => Assert.Equal(0, Numbers.Difference(entry.Value, written[entry.Key])));
    }
}
