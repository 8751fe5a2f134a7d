using LoraDsl.Models.Bert;
using LoraDsl.Models.Llama;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.Folders;

/// <summary>What a folder has to be for a model to be read from it, and what is said where it is not.</summary>
[Collection(nameof(Warnings))]
public sealed class LoadTests : IDisposable
{
    private readonly ModelFolders folders = new();
    private readonly Warnings warnings = new();
    private readonly DisposeScope scope = NewDisposeScope();

    [Fact]
    public void A_folder_without_a_configuration_is_named()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Pretrained.Load<BertModel>(folders.Path));
        Assert.Equal($"'{folders.Path}' is no folder of a model: it has no config.json.", error.Message);
    }

    [Theory]
    [InlineData("\"model_type\": \"bert\"", "\"model_type\": \"t5\"", "has for model_type the value \"t5\": \"bert\" for BertModel is needed.")]
    [InlineData("\"model_type\": \"bert\"", "\"model\": \"bert\"", "has no model_type: a text is needed.")]
    [InlineData("\"hidden_size\": 16", "\"hidden_size\": \"wide\"", "has for hidden_size the value \"wide\": a whole number above 0 is needed.")]
    [InlineData("\"hidden_size\": 16", "\"hidden_size\": 0", "has for hidden_size the value 0: a whole number above 0 is needed.")]
    [InlineData("\"hidden_size\": 16", "\"hidden_size\": 16.5", "has for hidden_size the value 16.5: a whole number above 0 is needed.")]
    [InlineData("\"num_attention_heads\": 4", "\"num_attention_heads\": 3", "has for num_attention_heads the value 3: a divisor of hidden_size, 16, is needed.")]
    [InlineData("\"hidden_act\": \"gelu\"", "\"hidden_act\": \"mish\"", "has for hidden_act the value \"mish\": ")]
    [InlineData("\"hidden_size\": 16", "\"hidden_size\": 16, \"quantization_config\": {\"bits\": 4}", "has for quantization_config the value {\"bits\":4}: ")]
    public void A_value_that_cannot_be_is_said_with_file_key_and_value(string old, string now, string message)
    {
        var folder = folders.Changed("bert", config: json => json.Replace(old, now, StringComparison.Ordinal));
        var error = Assert.Throws<InvalidDataException>(() => Pretrained.Load<BertModel>(folder));
        Assert.StartsWith($"'{Path.Combine(folder, "config.json")}' {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_may_be_written_as_Python_does_and_a_byte_order_mark_may_stand_in_front()
    {
        var folder = folders.Changed("bert", config: json => json.Replace("\"hidden_size\": 16", "\"hidden_size\": 16.0", StringComparison.Ordinal));
        using var model = Pretrained.Load<BertForSequenceClassification>(folder);
        Assert.Equal(16, model.Config.Size("hidden_size"));
    }

    [Fact]
    public void What_is_missing_unexpected_and_of_another_shape_is_said_at_once()
    {
        var folder = folders.Changed("bert", tensors =>
        {
            tensors.Remove("bert.encoder.layer.0.output.dense.bias");
            tensors.Remove("bert.encoder.layer.1.attention.self.query.weight");
            tensors["bert.encoder.layer.2.output.dense.bias"] = zeros(16);
            tensors["classifier.weight"] = zeros(5, 16);
            return tensors;
        });
        var error = Assert.Throws<InvalidDataException>(() => Pretrained.Load<BertForSequenceClassification>(folder));
        Assert.Equal(
            $"""
            The weights in '{folder}' do not fit BertForSequenceClassification:
            - 2 missing: bert.encoder.layer.0.output.dense.bias, bert.encoder.layer.1.attention.self.query.weight
            - 1 unexpected: bert.encoder.layer.2.output.dense.bias
            - 1 of another shape or type: classifier.weight is (5, 16) in the file and (3, 16) in the model
            """.ReplaceLineEndings("\n"), error.Message);
    }

    [Fact]
    public void A_head_that_is_absent_starts_anew_with_a_warning()
    {
        var folder = folders.Changed("bert", tensors => Without(tensors, "classifier", "bert.pooler"));
        using var model = Pretrained.Load<BertForSequenceClassification>(folder);
        Assert.Equal($"'{folder}' has nothing of bert.pooler, classifier: BertForSequenceClassification starts with new values there and has to be trained.", Assert.Single(warnings.Messages));
        using var head = model.get_parameter("classifier.weight")!;
        Assert.InRange(head.std().item<float>(), 0.005, 0.05);
        Assert.Equal(0, model.get_parameter("classifier.bias")!.abs().max().item<float>());
    }

    [Fact]
    public void A_new_head_is_as_the_changed_configuration_says()
    {
        var folder = folders.Changed("bert", tensors => Without(tensors, "classifier"));
        using var model = Pretrained.Load<BertForSequenceClassification>(folder, configure: config => config.With(("num_labels", 5), ("classifier_pooling", "mean")));
        Assert.Equal([5, 16], model.get_parameter("classifier.weight")!.shape);
        Assert.Equal(5, model.Config.Size("num_labels"));
        Assert.Single(warnings.Messages);
    }

    [Fact]
    public void A_language_model_has_its_head_or_is_refused()
    {
        var folder = folders.Changed("llama", tensors => Without(tensors, "lm_head"));
        var error = Assert.Throws<InvalidDataException>(() => Pretrained.Load<LlamaForCausalLM>(folder));
        Assert.EndsWith("1 missing: lm_head.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_a_head_is_no_head()
    {
        var folder = folders.Changed("bert", tensors => Without(tensors, "classifier.bias"));
        var error = Assert.Throws<InvalidDataException>(() => Pretrained.Load<BertForSequenceClassification>(folder));
        Assert.Contains("1 missing: classifier.bias", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_base_is_read_from_a_model_with_a_head()
    {
        using var model = Pretrained.Load<BertModel>(ModelFolders.Reference("bert"));
        Assert.Contains("classifier, which BertModel has no use for", Assert.Single(warnings.Messages), StringComparison.Ordinal);
        var answers = ModelFolders.Answers("bert");
        var hidden = model.forward(answers["ids"], answers["mask"], answers["segments"]);
        Assert.InRange(Numbers.Difference(answers["hidden"][0], hidden[0]), 0, 1e-5);
    }

    [Fact]
    public void A_model_with_a_head_is_read_from_the_base_alone()
    {
        var folder = folders.Changed("bert", tensors => Without(tensors, "classifier").ToDictionary(entry => entry.Key["bert.".Length..], entry => entry.Value));
        using var model = Pretrained.Load<BertForTokenClassification>(folder);
        using var whole = Pretrained.Load<BertForSequenceClassification>(ModelFolders.Reference("bert"));
        Assert.Equal(0, Numbers.Difference(
            whole.get_parameter("bert.encoder.layer.1.output.dense.weight")!, model.get_parameter("bert.encoder.layer.1.output.dense.weight")!));
    }

    [Fact]
    public void Names_of_old_checkpoints_are_understood()
    {
        var folder = folders.Changed("bert", tensors =>
        {
            tensors["bert.embeddings.position_ids"] = arange(12, ScalarType.Int64).unsqueeze(0);
            return tensors.ToDictionary(
                entry => entry.Key.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal).Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal),
                entry => entry.Value);
        });
        using var model = Pretrained.Load<BertForSequenceClassification>(folder);
        var answers = ModelFolders.Answers("bert");
        Assert.InRange(Numbers.Difference(answers["logits"], model.forward(answers["ids"], answers["mask"], answers["segments"])), 0, 1e-5);
    }

    [Fact]
    public void Weights_of_whole_numbers_are_refused()
    {
        var folder = folders.Changed("bert", tensors =>
        {
            tensors["classifier.weight"] = zeros(3, 16, dtype: ScalarType.Int64);
            return tensors;
        });
        var error = Assert.Throws<InvalidDataException>(() => Pretrained.Load<BertForSequenceClassification>(folder));
        Assert.Contains("classifier.weight is of type I64 in the file, and F64, F32, F16 or BF16 is needed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.Float64)]
    public void Values_are_converted_as_they_are_read(ScalarType type)
    {
        using var plain = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("qwen2"));
        using var converted = Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference("qwen2"), type);
        foreach (var (name, parameter) in plain.named_parameters())
            Assert.Equal(0, Numbers.Difference(parameter.to(type), converted.get_parameter(name)!));
    }

    [Fact]
    public void The_type_is_the_checkpoints_unless_told()
    {
        var folder = folders.Changed("bert", tensors => tensors.ToDictionary(entry => entry.Key, entry => entry.Value.to(ScalarType.BFloat16)));
        using var model = Pretrained.Load<BertForSequenceClassification>(folder);
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.BFloat16, parameter.dtype));
    }

    [Fact]
    public void A_truncated_file_is_one_message()
    {
        var folder = folders.Changed("bert");
        var path = Path.Combine(folder, "model.safetensors");
        using (var stream = File.OpenWrite(path))
            stream.SetLength(stream.Length - 100);
        var error = Assert.Throws<InvalidDataException>(() => Pretrained.Load<BertForSequenceClassification>(folder));
        Assert.StartsWith($"'{path}' is damaged or no safetensors file: the values of", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pickled_weights_are_named_with_the_way_out()
    {
        var folder = folders.Changed("bert");
        File.Move(Path.Combine(folder, "model.safetensors"), Path.Combine(folder, "pytorch_model.bin"));
        var error = Assert.Throws<FileNotFoundException>(() => Pretrained.Load<BertModel>(folder));
        Assert.StartsWith($"'{folder}' has its weights as pytorch_model.bin, a pickle of Python", error.Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, "pytorch_model.bin"));
        error = Assert.Throws<FileNotFoundException>(() => Pretrained.Load<BertModel>(folder));
        Assert.Equal($"'{folder}' has no weights: model.safetensors or model.safetensors.index.json is needed.", error.Message);
    }

    public void Dispose()
    {
        scope.Dispose();
        warnings.Dispose();
        folders.Dispose();
    }

    private static Dictionary<string, Tensor> Without(Dictionary<string, Tensor> tensors, params string[] modules) =>
        tensors.Where(entry => !Array.Exists(modules, module => entry.Key.StartsWith(module, StringComparison.Ordinal))).ToDictionary();
}
