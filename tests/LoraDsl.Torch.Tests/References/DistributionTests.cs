using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.References;

/// <summary>Initialisers and dropout against the moments and bounds of their definitions.</summary>
public sealed class DistributionTests
{
    private const long Rows = 200, Columns = 300;

    /// <summary>Mean, standard deviation, least and greatest possible value.</summary>
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Fill, double Mean, double Deviation, double Bound)> Initialisers = new()
    {
        { "uniform_", (t => init.uniform_(t, -1, 3), 1, 4 / Math.Sqrt(12), 3) },
        { "normal_", (t => init.normal_(t, 0.5, 2), 0.5, 2, double.PositiveInfinity) },
        // A normal law cut at two deviations keeps 0.7737 of its variance.
        { "trunc_normal_", (t => init.trunc_normal_(t), 0, Math.Sqrt(0.77374), 2) },
        { "xavier_uniform_", (t => init.xavier_uniform_(t, 2), 0, 2 * Math.Sqrt(2.0 / (Rows + Columns)), 2 * Math.Sqrt(6.0 / (Rows + Columns))) },
        { "xavier_normal_", (t => init.xavier_normal_(t), 0, Math.Sqrt(2.0 / (Rows + Columns)), double.PositiveInfinity) },
        { "kaiming_uniform_", (t => init.kaiming_uniform_(t, Math.Sqrt(5)), 0, Math.Sqrt(1.0 / (3 * Columns)), Math.Sqrt(1.0 / Columns)) },
        { "kaiming_normal_", (t => init.kaiming_normal_(t), 0, Math.Sqrt(2.0 / Columns), double.PositiveInfinity) },
        { "kaiming_normal_ by fan out", (t => init.kaiming_normal_(t, mode: init.FanInOut.FanOut), 0, Math.Sqrt(2.0 / Rows), double.PositiveInfinity) },
    };

    public static TheoryData<string> Names => [.. KnownDifferences.WithoutThem(Initialisers.Keys)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_initialiser_has_the_moments_and_the_bounds_of_its_definition(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        var (fill, mean, deviation, bound) = Initialisers[name];
        var filled = fill(empty(Rows, Columns, dtype: ScalarType.Float64));
        // 60,000 draws: the mean strays by deviation / 245, four times that is once in 16,000.
        Assert.Equal(mean, filled.mean().item<double>(), 4 * deviation / Math.Sqrt(Rows * Columns));
        Assert.Equal(deviation, filled.std().item<double>(), 0.02 * deviation);
        Assert.True(filled.abs().max().item<double>() <= bound);
        if (double.IsFinite(bound))
            Assert.True(filled.abs().max().item<double>() > 0.98 * bound);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Dropout_zeroes_its_share_scales_the_rest_and_masks_the_gradient_alike(double share)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        const int Count = 100_000;
        var x = ones(Count, dtype: ScalarType.Float64, requires_grad: true);
        var y = functional.dropout(x, share, training: true);
        var kept = y.ne(0).to(ScalarType.Float64);
        Assert.Equal(1 - share, kept.mean().item<double>(), 4 * Math.Sqrt(share * (1 - share) / Count));
        Assert.True(y.allclose(kept / (1 - share)));
        y.sum().backward();
        Assert.True(x.grad!.allclose(y));
        Assert.True(functional.dropout(x, share, training: false).equal(x).all().item<bool>());
    }
}
