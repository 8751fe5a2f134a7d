using LoraDsl.Models.Layers;
using LoraDsl.Models.Llama;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.Decoders;

/// <summary>The LLaMA family and GPT-2 against the formulas of their papers (Python/decoders.py).</summary>
public sealed class DecoderTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Names => [.. ReferenceDecoders.Names];

    public static TheoryData<string> Steady => ReferenceDecoders.Steady;

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_are_the_formulas_with_padding_on_the_left(string name)
    {
        var answers = ModelFolders.Answers(name);
        using var model = ReferenceDecoders.Load(name);
        var logits = model.forward(answers["ids"], answers["mask"], null);
        Assert.InRange(Numbers.Difference(answers["logits"], logits * answers["mask"].unsqueeze(-1)), 0, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_are_the_formulas_in_float32(string name)
    {
        var answers = ModelFolders.Answers(name);
        using var model = ReferenceDecoders.Load(name, ScalarType.Float32);
        Assert.InRange(Numbers.Difference(answers["logits"][0], model.forward(answers["ids"].narrow(0, 0, 1), null, null)[0]), 0, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Steady))]
    public void Padding_on_the_right_changes_nothing_either(string name)
    {
        var answers = ModelFolders.Answers(name);
        using var model = ReferenceDecoders.Load(name);
        var (ids, mask) = (answers["ids"].roll(-3, 1), answers["mask"].roll(-3, 1));
        var logits = model.forward(ids, mask, null);
        Assert.InRange(Numbers.Difference(answers["logits"][1].narrow(0, 3, 6), logits[1].narrow(0, 0, 6)), 0, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Steady))]
    public void A_cache_changes_nothing_however_the_tokens_come(string name)
    {
        var answers = ModelFolders.Answers(name);
        using var model = ReferenceDecoders.Load(name);
        using var untracked = no_grad();
        foreach (var steps in (long[][])[[5, 4], [1, 1, 7], [4, 1, 1, 1, 1, 1], [9]])
        {
            using var cache = new KeyValueCache();
            var (from, parts) = (0L, new List<Tensor>());
            foreach (var step in steps)
            {
                parts.Add(model.forward(answers["ids"].narrow(1, from, step), answers["mask"].narrow(1, from, step), cache));
                from += step;
            }

            Assert.Equal(9, cache.Length);
            Assert.InRange(Numbers.Difference(answers["logits"], cat(parts, 1) * answers["mask"].unsqueeze(-1)), 0, 1e-9);
        }
    }

    [Fact]
    public void A_cache_grows_beyond_its_first_room()
    {
        using var model = ReferenceDecoders.Load("mistral");
        using var untracked = no_grad();
        using var cache = new KeyValueCache();
        var ids = randint(3, 40, [2, 150], ScalarType.Int64);
        var parts = Enumerable.Range(0, 15).Select(step => model.forward(ids.narrow(1, 10 * step, 10), null, cache)).ToList();
        Assert.InRange(Numbers.Difference(model.forward(ids, null, null), cat(parts, 1)), 0, 1e-9);
    }

    [Fact]
    public void A_cache_is_for_evaluation()
    {
        using var model = ReferenceDecoders.Load("llama");
        using var cache = new KeyValueCache();
        var error = Assert.Throws<InvalidOperationException>(() => model.forward(tensor(new long[,] { { 3, 4 } }), null, cache));
        Assert.Equal("A key/value cache is for evaluation: call the model within no_grad(), or without a cache.", error.Message);
        Assert.Equal(0, cache.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_gets_a_gradient(string name)
    {
        var answers = ModelFolders.Answers(name);
        using var model = ReferenceDecoders.Load(name);
        model.train();
        model.forward(answers["ids"], answers["mask"], null).square().mean().backward();
        Assert.All(model.named_parameters(), parameter => Assert.True(parameter.parameter.grad is { } gradient && gradient.abs().max().item<double>() > 0, parameter.name));
    }

    [Fact]
    public void Forward_hooks_reach_every_linear_layer()
    {
        using var model = ReferenceDecoders.Load("qwen3");
        var seen = new HashSet<string>();
        var layers = model.named_modules().Where(module => module.module is TorchSharp.Modules.Linear).ToList();
        foreach (var (path, module) in layers)
            ((TorchSharp.Modules.Linear)module).register_forward_hook((_, _, output) => { seen.Add(path); return output; });
        model.forward(tensor(new long[,] { { 3, 4 } }), null, null);
        Assert.Equal(layers.Select(layer => layer.name).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        Assert.Equal(15, seen.Count);
    }

    [Theory]
    [InlineData("\"rope_type\": \"linear\"", "\"rope_type\": \"longrope\"", "rope_scaling.rope_type the value \"longrope\"")]
    [InlineData("\"factor\": 2.5", "\"factor\": 0.5", "rope_scaling.factor the value 0.5")]
    [InlineData("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 3", "num_key_value_heads the value 3")]
    [InlineData("\"tie_word_embeddings\": true", "\"tie_word_embeddings\": 1", "tie_word_embeddings the value 1: true or false is needed.")]
    public void Values_that_cannot_be_are_named_with_their_keys(string old, string now, string message)
    {
        using var folders = new ModelFolders();
        var folder = folders.Changed("llama-linear", config: json => json.Replace(old, now, StringComparison.Ordinal));
        var error = Assert.Throws<InvalidDataException>(() => Pretrained.Load<LlamaForCausalLM>(folder));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Newer_configurations_have_frequencies_and_scaling_in_one()
    {
        using var folders = new ModelFolders();
        var folder = folders.Changed("llama-linear", config: json => json
            .Replace("\"rope_theta\": 10000.0,", "", StringComparison.Ordinal)
            .Replace("\"rope_scaling\": {", "\"rope_parameters\": { \"rope_theta\": 10000.0,", StringComparison.Ordinal));
        using var model = Pretrained.Load<LlamaForCausalLM>(folder, ScalarType.Float64);
        var answers = ModelFolders.Answers("llama-linear");
        Assert.InRange(Numbers.Difference(answers["logits"][0], model.forward(answers["ids"].narrow(0, 0, 1))[0]), 0, 1e-9);
    }

    public void Dispose() => scope.Dispose();
}
