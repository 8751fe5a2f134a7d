using RankStudy.Reporting;

namespace LoraDsl.Samples.Tests.RankStudies;

public sealed class SummaryTests
{
    [Fact]
    public void The_standard_error_is_that_of_the_mean()
    {
        // Squares about 3: 4 + 1 + 0 + 1 + 4 = 10; √(10 / 4 / 5) = √½.
        var summary = Summary.Of([1, 2, 3, 4, 5]);

        Assert.Equal(3, summary.Mean);
        Assert.Equal(Math.Sqrt(0.5), summary.Error, 12);
        Assert.Equal(5, summary.Count);
    }

    [Fact]
    public void Differences_are_taken_pair_by_pair()
    {
        // Far apart from seed to seed, but always by the same.
        var summary = Summary.OfDifferences([0.51, 0.71, 0.91], [0.5, 0.7, 0.9]);

        Assert.Equal(0.01, summary.Mean, 12);
        Assert.Equal(0, summary.Error, 12);
        Assert.Equal("+1.0 ± 0.0", summary.Percent(signed: true));
    }
}
