using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

/// <summary>Initialisers that leave most of a weight zero.</summary>
public class SparseInitTests
{
    [Fact]
    public void A_dirac_weight_hands_channels_on_unchanged()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 3, 7, 6);
        var y = functional.conv2d(x, init.dirac_(empty(4, 3, 3, 5)), padding: [1, 2]);
        Assert.True(x.equal(y.narrow(1, 0, 3)).all().item<bool>());
        Assert.Equal(0, y.narrow(1, 3, 1).abs().max().item<float>());
        Assert.ThrowsAny<Exception>(() => init.dirac_(empty(3, 3)));
    }

    [Fact]
    public void A_sparse_weight_has_the_same_number_of_zeros_in_each_column()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        var weight = init.sparse_(empty(200, 50, dtype: ScalarType.Float64), 0.303, std: 0.5);
        Assert.True(weight.eq(0).sum(dim: 0).eq(61).all().item<bool>());
        // 6,950 draws: the deviation strays by 0.5 / √13,900, five times that is 0.021.
        Assert.Equal(0.5, weight.masked_select(weight.ne(0)).std().item<double>(), 0.021);
        Assert.False(weight.select(1, 0).eq(0).equal(weight.select(1, 1).eq(0)).all().item<bool>());
    }
}
