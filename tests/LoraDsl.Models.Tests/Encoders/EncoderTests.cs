using LoraDsl.Models.Bert;
using LoraDsl.Models.Vit;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.Encoders;

/// <summary>BERT and ViT against the formulas of their papers (Python/encoders.py).</summary>
[Collection(nameof(Warnings))]
public sealed class EncoderTests : IDisposable
{
    private readonly Warnings warnings = new();
    private readonly DisposeScope scope = NewDisposeScope();

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void BERTs_hidden_states_and_logits_are_the_formulas(ScalarType type, double tolerance)
    {
        var answers = ModelFolders.Answers("bert");
        using var model = Pretrained.Load<BertModel>(ModelFolders.Reference("bert"), type);
        using var classifier = Pretrained.Load<BertForSequenceClassification>(ModelFolders.Reference("bert"), type);
        var hidden = model.forward(answers["ids"], answers["mask"], answers["segments"]);
        Assert.InRange(Numbers.Difference(answers["hidden"], hidden * answers["mask"].unsqueeze(-1)), 0, tolerance);
        Assert.InRange(Numbers.Difference(answers["logits"], classifier.forward(answers["ids"], answers["mask"], answers["segments"])), 0, tolerance);
    }

    [Fact]
    public void The_classifier_of_tokens_is_its_head_on_the_hidden_states()
    {
        var answers = ModelFolders.Answers("bert");
        using var model = Pretrained.Load<BertForTokenClassification>(ModelFolders.Reference("bert"), ScalarType.Float64);
        var logits = model.forward(answers["ids"], answers["mask"], answers["segments"]);
        var expected = matmul(answers["hidden"], model.get_parameter("classifier.weight")!.t()) + model.get_parameter("classifier.bias")!;
        Assert.InRange(Numbers.Difference(expected[0], logits[0]), 0, 1e-10);
    }

    [Fact]
    public void An_embedding_of_a_sentence_is_the_mean_of_its_tokens_of_length_one()
    {
        var answers = ModelFolders.Answers("bert");
        using var model = Pretrained.Load<BertModel>(ModelFolders.Reference("bert"), ScalarType.Float64);
        using var encoder = Pretrained.Load<BertSentenceEncoder>(ModelFolders.Reference("bert"), ScalarType.Float64);
        var embedded = encoder.forward(answers["ids"], answers["mask"]);
        long[] lengths = [7, 4, 1];
        for (var row = 0; row < lengths.Length; row++)
        {
            var mean = model.forward(answers["ids"].narrow(0, row, 1).narrow(1, 0, lengths[row])).mean([1]);
            Assert.InRange(Numbers.Difference((mean / mean.norm())[0], embedded[row]), 0, 1e-10);
        }
    }

    [Fact]
    public void A_classifier_by_the_mean_has_no_pooler()
    {
        var config = Pretrained.Load<BertModel>(ModelFolders.Reference("bert")).Config.With(("classifier_pooling", "mean"));
        using var model = Pretrained.New<BertForSequenceClassification>(config);
        Assert.DoesNotContain(model.state_dict().Keys, name => name.Contains("pooler", StringComparison.Ordinal));
        var answers = ModelFolders.Answers("bert");
        model.eval();
        Assert.Equal([3, 3], model.forward(answers["ids"], answers["mask"]).shape);
    }

    [Fact]
    public void Every_parameter_of_a_classifier_gets_a_gradient()
    {
        var answers = ModelFolders.Answers("bert");
        using var model = Pretrained.Load<BertForSequenceClassification>(ModelFolders.Reference("bert"));
        model.train();
        nn.functional.cross_entropy(model.forward(answers["ids"], answers["mask"], answers["segments"]), tensor(new long[] { 0, 1, 2 })).backward();
        Assert.All(model.named_parameters(), parameter => Assert.True(parameter.parameter.grad is { } gradient && gradient.abs().max().item<float>() > 0, parameter.name));
    }

    [Fact]
    public void A_head_reads_the_features_that_can_be_kept()
    {
        var answers = ModelFolders.Answers("bert");
        using var model = Pretrained.Load<BertForSequenceClassification>(ModelFolders.Reference("bert"));
        var head = model.state_dict();

        var features = model.Features(answers["ids"], answers["mask"], answers["segments"]);
        var logits = nn.functional.linear(features, head["classifier.weight"], head["classifier.bias"]);

        Assert.InRange(Numbers.Difference(model.forward(answers["ids"], answers["mask"], answers["segments"]), logits), 0, 1e-6);
    }

    [Theory]
    [InlineData(30, "BertModel knows the tokens 0 to 29, and there is 30: is the tokenizer that of another model?")]
    [InlineData(-1, "BertModel knows the tokens 0 to 29, and there is -1: is the tokenizer that of another model?")]
    public void Tokens_of_another_model_are_named(long token, string message)
    {
        using var model = Pretrained.Load<BertModel>(ModelFolders.Reference("bert"));
        var error = Assert.Throws<ArgumentException>(() => model.forward(tensor(new long[,] { { 1, token } })));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_tokens_and_masks_of_another_shape_are_said()
    {
        using var model = Pretrained.Load<BertModel>(ModelFolders.Reference("bert"));
        Assert.StartsWith(
            "BertModel has places for 12 tokens, and there are 13: truncate them.",
            Assert.Throws<ArgumentException>(() => model.forward(ones(1, 13, dtype: ScalarType.Int64))).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The attention mask has the shape (1, 3), and the tokens have (1, 4).",
            Assert.Throws<ArgumentException>(() => model.forward(ones(1, 4, dtype: ScalarType.Int64), ones(1, 3))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void ViTs_logits_are_the_formulas(ScalarType type, double tolerance)
    {
        var answers = ModelFolders.Answers("vit");
        using var model = Pretrained.Load<VitForImageClassification>(ModelFolders.Reference("vit"), type);
        Assert.InRange(Numbers.Difference(answers["logits"], model.forward(answers["images"].to(type))), 0, tolerance);
    }

    [Fact]
    public void Images_of_another_size_are_refused()
    {
        using var model = Pretrained.Load<VitModel>(ModelFolders.Reference("vit"));
        Assert.StartsWith(
            "VitModel takes images of shape (batch, 3, 8, 8), not (1, 3, 8, 12).",
            Assert.Throws<ArgumentException>(() => model.forward(zeros(1, 3, 8, 12))).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        scope.Dispose();
        warnings.Dispose();
    }
}
