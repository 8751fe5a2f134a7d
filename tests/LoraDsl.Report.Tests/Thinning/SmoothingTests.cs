using LoraDsl.Reports.Html.Thinning;

namespace LoraDsl.Report.Tests.Thinning;

public sealed class SmoothingTests
{
    [Fact]
    public void It_is_the_weighted_mean_of_the_steps_so_far()
    {
        // Span 3: each step weighs half of the next.
        var smooth = Smoothing.Of([4, 1, 7], 3);
        Assert.Equal([4, ((0.5 * 4) + 1) / 1.5, ((0.25 * 4) + (0.5 * 1) + 7) / 1.75], smooth, Close);
    }

    [Fact]
    public void What_is_no_number_is_passed_over()
    {
        var smooth = Smoothing.Of([double.NaN, 4, double.PositiveInfinity, 1], 3);
        Assert.Equal([double.NaN, 4, 4, 2], smooth, Close);
    }

    [Fact]
    public void A_constant_stays_what_it_is() => Assert.All(Smoothing.Of([.. Enumerable.Repeat(0.3, 500)], 20), value => Assert.Equal(0.3, value, 12));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(400, 10)]
    [InlineData(1_000_000, 250)]
    public void The_span_grows_with_the_run(int steps, int span) => Assert.Equal(span, Smoothing.Span(steps));

    private static bool Close(double one, double other) => one.Equals(other) || Math.Abs(one - other) < 1e-12;
}
