using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.NN;

/// <summary>Running statistics without a momentum: plain means over all batches.</summary>
public class BatchNormMomentumTests
{
    [Fact]
    public void Without_a_momentum_running_statistics_are_means_over_the_batches()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm1d(2, dtype: ScalarType.Float64);
        norm.momentum = null;
        var total = zeros(2, dtype: ScalarType.Float64);
        for (var batch = 1; batch <= 4; batch++)
        {
            var x = (arange(10, dtype: ScalarType.Float64) * batch).sin().reshape(5, 2);
            norm.call(x);
            total += x.mean([0L]);
            Assert.True((total / batch).allclose(norm.running_mean!));
        }
        Assert.Equal(4, norm.num_batches_tracked!.to(ScalarType.Int64).item<long>());
    }
}
