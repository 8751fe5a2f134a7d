using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.NN;

/// <summary>The layer around the formula: PyTorch's numbers are in References.</summary>
public class MultiheadAttentionTests
{
    [Fact]
    public void Parameters_have_PyTorchs_names_and_first_values()
    {
        using var layer = nn.MultiheadAttention(6, 2);
        Assert.Equal(["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"], layer.state_dict().Keys);
        using var apart = nn.MultiheadAttention(6, 2, bias: false, add_bias_kv: true, kdim: 4, vdim: 3);
        Assert.Equal(
            [("q_proj_weight", "6, 6"), ("k_proj_weight", "6, 4"), ("v_proj_weight", "6, 3"), ("bias_k", "1, 1, 6"), ("bias_v", "1, 1, 6"), ("out_proj.weight", "6, 6")],
            apart.state_dict().Select(pair => (pair.Key, string.Join(", ", pair.Value.shape))));

        using var wide = nn.MultiheadAttention(64, 4);
        var state = wide.state_dict();
        var bound = Math.Sqrt(6.0 / (64 + (3 * 64)));
        Assert.InRange(state["in_proj_weight"].abs().max().item<float>(), 0.98 * bound, bound);
        Assert.InRange(state["out_proj.weight"].abs().max().item<float>(), 0.97 / 8, 1.0 / 8);
        Assert.Equal(0, state["in_proj_bias"].abs().max().item<float>() + state["out_proj.bias"].abs().max().item<float>());
    }

    [Fact]
    public void Weights_that_are_not_wanted_are_invalid_and_gradients_reach_every_parameter()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.MultiheadAttention(6, 2);
        var x = randn(4, 3, 6);
        var (output, weights) = layer.call(x, x, x, need_weights: false);
        Assert.True(weights.IsInvalid);
        Assert.Equal([4, 3, 6], output.shape);
        output.square().sum().backward();
        Assert.All(layer.parameters(), parameter => Assert.True(parameter.grad!.abs().sum().item<float>() > 0));
    }

    [Fact]
    public void Dropout_is_for_training_only()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.MultiheadAttention(6, 2, dropout: 0.5);
        var x = randn(4, 3, 6);
        Assert.False(layer.call(x, x, x).Item1.allclose(layer.call(x, x, x).Item1));
        layer.eval();
        Assert.True(layer.call(x, x, x).Item1.allclose(layer.call(x, x, x).Item1));
    }
}
