using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.NN;

/// <summary>Parameters as a vector, and norms that are folded into the layer before them.</summary>
public class FusionTests
{
    [Fact]
    public void Parameters_become_a_vector_and_come_back()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(3, 2);
        var vector = nn.utils.parameters_to_vector(layer.parameters());
        Assert.Equal([.. layer.weight.data<float>(), .. layer.bias!.data<float>()], vector.data<float>().ToArray());
        vector.sum().backward();
        Assert.Equal(1, layer.weight.grad![0, 0].item<float>());

        var other = arange(8, dtype: ScalarType.Float32);
        nn.utils.vector_to_parameters(other, layer.parameters());
        Assert.Equal([0f, 1, 2, 3, 4, 5], layer.weight.data<float>().ToArray());
        Assert.Equal([6f, 7], layer.bias!.data<float>().ToArray());
    }

    [Fact]
    public void A_vector_of_another_length_is_refused_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(3, 2);
        var before = layer.weight.clone();
        Assert.Contains("8", Assert.ThrowsAny<Exception>(() => nn.utils.vector_to_parameters(ones(7), layer.parameters())).Message, StringComparison.Ordinal);
        Assert.True(before.equal(layer.weight).all().item<bool>());
    }

    [Fact]
    public void A_norm_behind_a_layer_is_folded_into_it()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var x = randn(4, 3, 5, 5, dtype: ScalarType.Float64);
        using var convolution = nn.Conv2d(3, 2, 3, dtype: ScalarType.Float64);
        using var norm = Statistics(nn.BatchNorm2d(2, eps: 0.1, dtype: ScalarType.Float64));
        var (weight, bias) = nn.utils.fuse_conv_bn_weights(convolution.weight, convolution.bias!, norm.running_mean!, norm.running_var!, norm.eps, norm.weight!, norm.bias!);
        Assert.True(norm.call(convolution.call(x)).allclose(nn.functional.conv2d(x, weight, bias)));

        using var transposed = nn.ConvTranspose2d(3, 2, 3, bias: false, dtype: ScalarType.Float64);
        (weight, bias) = nn.utils.fuse_conv_bn_weights(transposed.weight, null!, norm.running_mean!, norm.running_var!, norm.eps, norm.weight!, norm.bias!, transpose: true);
        Assert.True(norm.call(transposed.call(x)).allclose(nn.functional.conv_transpose2d(x, weight, bias)));
    }

    [Fact]
    public void A_norm_behind_a_linear_layer_is_folded_into_it_in_evaluation_only()
    {
        using var scope = NewDisposeScope();
        var x = randn(6, 3, dtype: ScalarType.Float64);
        using var linear = nn.Linear(3, 2, dtype: ScalarType.Float64);
        using var norm = nn.BatchNorm1d(2, eps: 0.1, dtype: ScalarType.Float64);
        Assert.ThrowsAny<Exception>(() => nn.utils.fuse_linear_bn_eval(linear, norm));
        linear.eval();
        Statistics(norm);
        using var fused = nn.utils.fuse_linear_bn_eval(linear, norm);
        Assert.False(fused.training);
        Assert.True(norm.call(linear.call(x)).allclose(fused.call(x)));
    }

    private static T Statistics<T>(T norm)
        where T : BatchNorm
    {
        using var untracked = no_grad();
        norm.running_mean!.copy_(tensor(new[] { 0.3, -0.7 }));
        norm.running_var!.copy_(tensor(new[] { 0.5, 2.0 }));
        norm.weight!.copy_(tensor(new[] { 1.5, -0.5 }));
        norm.bias!.copy_(tensor(new[] { 0.1, 0.2 }));
        norm.eval();
        return norm;
    }
}
