using LoraDsl.Models.DistilBert;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.Encoders;

/// <summary>DistilBERT against the formulas of its paper (Python/encoders.py).</summary>
[Collection(nameof(Warnings))]
public sealed class DistilBertTests : IDisposable
{
    private readonly Warnings warnings = new();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly ModelFolders folders = new();
    private readonly Dictionary<string, Tensor> answers = ModelFolders.Answers("distilbert");

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void Hidden_states_and_logits_are_the_formulas(ScalarType type, double tolerance)
    {
        using var encoder = Pretrained.Load<DistilBertModel>(ModelFolders.Reference("distilbert"), type);
        using var classifier = Pretrained.Load<DistilBertForSequenceClassification>(ModelFolders.Reference("distilbert"), type);
        var hidden = encoder.forward(answers["ids"], answers["mask"]);
        Assert.InRange(Numbers.Difference(answers["hidden"], hidden * answers["mask"].unsqueeze(-1)), 0, tolerance);
        Assert.InRange(Numbers.Difference(answers["logits"], classifier.forward(answers["ids"], answers["mask"])), 0, tolerance);
    }

    [Fact]
    public void An_embedding_of_a_sentence_is_the_mean_of_its_tokens_of_length_one()
    {
        using var encoder = Pretrained.Load<DistilBertSentenceEncoder>(ModelFolders.Reference("distilbert"), ScalarType.Float64);
        var mean = answers["hidden"][1].narrow(0, 0, 4).mean([0]);
        Assert.InRange(Numbers.Difference(mean / mean.norm(), encoder.forward(answers["ids"], answers["mask"])[1]), 0, 1e-10);
        Assert.Contains("classifier", Assert.Single(warnings.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void The_classifier_of_tokens_is_its_head_on_the_hidden_states()
    {
        using var model = Pretrained.Load<DistilBertForTokenClassification>(ModelFolders.Reference("distilbert"), ScalarType.Float64);
        var expected = matmul(answers["hidden"][0], model.get_parameter("classifier.weight")!.t()) + model.get_parameter("classifier.bias")!;
        Assert.InRange(Numbers.Difference(expected, model.forward(answers["ids"], answers["mask"])[0]), 0, 1e-10);
    }

    [Fact]
    public void A_checkpoint_of_the_base_alone_is_read_and_its_new_heads_are_said()
    {
        var folder = folders.Changed("distilbert", tensors => tensors.Where(tensor => !tensor.Key.Contains("classifier", StringComparison.Ordinal)).ToDictionary(tensor => tensor.Key["distilbert.".Length..], tensor => tensor.Value));
        using var model = Pretrained.Load<DistilBertForSequenceClassification>(folder);
        Assert.Equal($"'{folder}' has nothing of pre_classifier, classifier: DistilBertForSequenceClassification starts with new values there and has to be trained.", Assert.Single(warnings.Messages));
    }

    [Theory]
    [InlineData("\"n_heads\": 4", "\"n_heads\": 3", "has for n_heads the value 3: a divisor of dim, 16, is needed.")]
    [InlineData("\"dim\": 16", "\"width\": 16", "has no dim: a whole number above 0 is needed.")]
    [InlineData("\"pad_token_id\": 0", "\"pad_token_id\": 30", "has for pad_token_id the value 30: a token of the 30 is needed.")]
    public void A_value_that_cannot_be_is_said(string old, string now, string message)
    {
        var folder = folders.Changed("distilbert", config: json => json.Replace(old, now, StringComparison.Ordinal));
        Assert.EndsWith(message, Assert.Throws<InvalidDataException>(() => Pretrained.Load<DistilBertModel>(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_parameter_of_a_classifier_gets_a_gradient()
    {
        using var model = Pretrained.Load<DistilBertForSequenceClassification>(ModelFolders.Reference("distilbert"));
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
