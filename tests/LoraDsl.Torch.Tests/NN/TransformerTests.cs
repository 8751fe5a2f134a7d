using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.NN;

/// <summary>Transformers around their formula, which is in References.</summary>
public class TransformerTests
{
    [Fact]
    public void Parameters_have_PyTorchs_names_and_copies_start_from_the_layers_values()
    {
        using var layer = nn.TransformerEncoderLayer(6, 2, 8);
        string[] names = ["linear1.bias", "linear1.weight", "linear2.bias", "linear2.weight", "norm1.bias", "norm1.weight", "norm2.bias", "norm2.weight",
            "self_attn.in_proj_bias", "self_attn.in_proj_weight", "self_attn.out_proj.bias", "self_attn.out_proj.weight"];
        Assert.Equal(names, layer.state_dict().Keys.Order(StringComparer.Ordinal));
        using var encoder = nn.TransformerEncoder(layer, 2);
        Assert.Equal(names.SelectMany(name => new[] { $"layers.0.{name}", $"layers.1.{name}" }).Order(StringComparer.Ordinal), encoder.state_dict().Keys.Order(StringComparer.Ordinal));
        Assert.True(layer.state_dict()["linear1.weight"].equal(encoder.state_dict()["layers.1.linear1.weight"]).all().item<bool>());
    }

    [Fact]
    public void A_transformer_is_trained_with_dropout_and_evaluated_without()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = nn.Transformer(8, 2, 1, 1, 16, dropout: 0.5);
        var (source, target) = (randn(5, 2, 8), randn(3, 2, 8));
        Assert.False(model.call(source, target).allclose(model.call(source, target)));
        model.call(source, target).square().sum().backward();
        Assert.All(model.parameters(), parameter => Assert.NotNull(parameter.grad));
        model.eval();
        var answer = model.call(source, target);
        Assert.True(answer.allclose(model.call(source, target)));
        Assert.Equal([3, 2, 8], answer.shape);
    }
}
