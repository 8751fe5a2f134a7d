using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.NN;

/// <summary>Running statistics of norms of single elements of a batch; the formula itself is in References.</summary>
public class InstanceNormTests
{
    [Fact]
    public void Running_statistics_are_means_over_the_batch_and_serve_in_evaluation()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.InstanceNorm1d(3, eps: 0.5, momentum: 0.25, track_running_stats: true, dtype: ScalarType.Float64);
        var x = (arange(24, dtype: ScalarType.Float64) * 0.7).sin().reshape(2, 3, 4);
        norm.call(x);
        var mean = x.mean([2L]).mean([0L]);
        var variance = x.var(2, unbiased: true).mean([0L]);
        Assert.True((mean * 0.25).allclose(norm.running_mean!));
        Assert.True(((variance * 0.25) + 0.75).allclose(norm.running_var!));

        norm.eval();
        var (shift, scale) = (norm.running_mean!.reshape(1, 3, 1), (norm.running_var! + 0.5).rsqrt().reshape(1, 3, 1));
        Assert.True(((x - shift) * scale).allclose(norm.call(x)));
        Assert.True(((x - shift) * scale)[0].allclose(norm.call(x[0])));
    }

    [Fact]
    public void An_input_with_other_dimensions_is_refused()
    {
        using var norm = nn.InstanceNorm2d(3);
        using var x = ones(3, 4);
        Assert.Contains("(3, 4)", Assert.Throws<ArgumentException>(() => norm.call(x)).Message, StringComparison.Ordinal);
    }
}
