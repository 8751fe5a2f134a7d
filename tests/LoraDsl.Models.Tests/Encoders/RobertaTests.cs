using LoraDsl.Models.Roberta;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.Encoders;

/// <summary>RoBERTa against the formulas of its paper (Python/encoders.py).</summary>
[Collection(nameof(Warnings))]
public sealed class RobertaTests : IDisposable
{
    private readonly Warnings warnings = new();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly ModelFolders folders = new();
    private readonly Dictionary<string, Tensor> answers = ModelFolders.Answers("roberta");

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void Hidden_states_and_logits_are_the_formulas(ScalarType type, double tolerance)
    {
        using var encoder = Pretrained.Load<RobertaModel>(ModelFolders.Reference("roberta"), type);
        using var classifier = Pretrained.Load<RobertaForSequenceClassification>(ModelFolders.Reference("roberta"), type);
        var hidden = encoder.forward(answers["ids"], answers["mask"]);
        Assert.InRange(Numbers.Difference(answers["hidden"], hidden * answers["mask"].unsqueeze(-1)), 0, tolerance);
        Assert.InRange(Numbers.Difference(answers["logits"], classifier.forward(answers["ids"], answers["mask"])), 0, tolerance);
    }

    [Fact]
    public void Padding_on_the_left_changes_nothing()
    {
        var (ids, mask) = (answers["ids"].narrow(0, 1, 1).roll(3, 1), answers["mask"].narrow(0, 1, 1).roll(3, 1));
        using var encoder = Pretrained.Load<RobertaSentenceEncoder>(ModelFolders.Reference("roberta"), ScalarType.Float64);
        Assert.InRange(Numbers.Difference(encoder.forward(answers["ids"], answers["mask"])[1], encoder.forward(ids, mask)[0]), 0, 1e-10);
    }

    [Fact]
    public void An_embedding_of_a_sentence_is_the_mean_of_its_tokens_of_length_one()
    {
        using var encoder = Pretrained.Load<RobertaSentenceEncoder>(ModelFolders.Reference("roberta"), ScalarType.Float64);
        var mean = answers["hidden"][1].narrow(0, 0, 4).mean([0]);
        Assert.InRange(Numbers.Difference(mean / mean.norm(), encoder.forward(answers["ids"], answers["mask"])[1]), 0, 1e-10);
    }

    [Fact]
    public void The_classifier_of_tokens_is_its_head_on_the_hidden_states()
    {
        var folder = folders.Changed("roberta", tensors => tensors.Where(tensor => !tensor.Key.StartsWith("classifier", StringComparison.Ordinal)).ToDictionary());
        using var model = Pretrained.Load<RobertaForTokenClassification>(folder, ScalarType.Float64);
        Assert.Equal($"'{folder}' has nothing of classifier: RobertaForTokenClassification starts with new values there and has to be trained.", Assert.Single(warnings.Messages));
        var expected = matmul(answers["hidden"][0], model.get_parameter("classifier.weight")!.t()) + model.get_parameter("classifier.bias")!;
        Assert.InRange(Numbers.Difference(expected, model.forward(answers["ids"], answers["mask"])[0]), 0, 1e-10);
    }

    [Theory]
    [InlineData("xlm-roberta", "XLMRobertaForSequenceClassification")]
    [InlineData("camembert", "CamembertForSequenceClassification")]
    [InlineData("roberta", "RobertaForSequenceClassification")]
    public void Models_of_other_languages_are_built_alike_and_saved_under_their_names(string type, string architecture)
    {
        var folder = folders.Changed("roberta", config: json => json.Replace("\"model_type\": \"roberta\"", $"\"model_type\": \"{type}\"", StringComparison.Ordinal));
        using var model = Pretrained.Load<RobertaForSequenceClassification>(folder);
        var saved = Path.Combine(folders.Path, "saved");
        Pretrained.Save(model, saved);
        Assert.Equal([architecture], Configuration.ModelConfig.Read(saved).Texts("architectures"));
        Assert.Equal(ModelFolders.Read(Path.Combine(folder, "model.safetensors")).Keys.Order(), ModelFolders.Read(Path.Combine(saved, "model.safetensors")).Keys.Order());
    }

    [Fact]
    public void The_places_behind_the_paddings_are_all_there_are()
    {
        using var model = Pretrained.Load<RobertaModel>(ModelFolders.Reference("roberta"));
        Assert.Equal([1, 10, 16], model.forward(full(1, 10, 5, dtype: ScalarType.Int64)).shape);
        Assert.StartsWith(
            "RobertaModel has places for 10 tokens, and there are 11: truncate them.",
            Assert.Throws<ArgumentException>(() => model.forward(full(1, 11, 5, dtype: ScalarType.Int64))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_parameter_of_a_classifier_gets_a_gradient()
    {
        using var model = Pretrained.Load<RobertaForSequenceClassification>(ModelFolders.Reference("roberta"));
        model.train();
        nn.functional.cross_entropy(model.forward(answers["ids"], answers["mask"]), tensor(new long[] { 0, 1, 2 })).backward();
        Assert.All(model.named_parameters(), parameter => Assert.True(parameter.parameter.grad is { } gradient && gradient.abs().max().item<float>() > 0, parameter.name));
    }

    public void Dispose()
    {
        scope.Dispose();
        folders.Dispose();
        warnings.Dispose();
    }
}
