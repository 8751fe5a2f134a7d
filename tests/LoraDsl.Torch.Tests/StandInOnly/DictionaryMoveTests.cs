using LoraDsl.Torch.Tests.NN;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.StandInOnly;

// TorchSharp's to() refuses a ParameterDict: its two indexers have one name.
public class DictionaryMoveTests
{
    [Fact]
    public void Containers_move_with_the_module_that_holds_them()
    {
        using var model = new DictionaryTests.Holder();
        var old = model.list[0];
        model.to(ScalarType.Float64);
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Float64, model.named["z"].dtype);
        Assert.True(old.IsInvalid);
    }

    // TorchSharp takes inputs with a batch only, and keys and values of one size.
    [Fact]
    public void Attention_without_a_batch_is_that_of_a_batch_of_one()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.MultiheadAttention(6, 2);
        Tensor query = randn(4, 6), key = randn(5, 6);
        var (output, weights) = layer.call(query, key, key);
        var (batched, batchedWeights) = layer.call(query.unsqueeze(1), key.unsqueeze(1), key.unsqueeze(1));
        Assert.True(output.allclose(batched.squeeze(1)) && weights.allclose(batchedWeights.squeeze(0)));
        Assert.Equal([4, 5], weights.shape);
        Assert.True(weights.sum(1).allclose(ones(4)));
    }

    [Fact]
    public void Attention_says_which_input_has_the_wrong_shape()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.MultiheadAttention(6, 2, kdim: 4);
        Assert.Contains("key must be (L, N, 4)", Assert.Throws<ArgumentException>(() => layer.call(randn(4, 1, 6), randn(5, 1, 6), randn(5, 1, 6))).Message);
        Assert.Contains("query must be (L, N, 6)", Assert.Throws<ArgumentException>(() => layer.call(randn(6), randn(5, 1, 4), randn(5, 1, 6))).Message);
        Assert.Contains("5 keys, but 3 values", Assert.Throws<ArgumentException>(() => layer.call(randn(4, 1, 6), randn(5, 1, 4), randn(3, 1, 6))).Message);
    }
}
