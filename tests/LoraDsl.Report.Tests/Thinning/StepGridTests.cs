using LoraDsl.Reports.Html.Thinning;

namespace LoraDsl.Report.Tests.Thinning;

public sealed class StepGridTests
{
    [Fact]
    public void Few_steps_stay_as_they_are()
    {
        var grid = new StepGrid(5, 5);
        Assert.False(grid.IsThinned);
        Assert.Equal([1, 2, 3, 5, 8], grid.Steps([1, 2, 3, 5, 8]));
        Assert.Equal([5, double.NaN, 3, 2, 1], grid.Values(step => step == 1 ? double.NaN : 5 - step));
    }

    [Fact]
    public void A_bucket_keeps_its_least_and_its_greatest_value_in_the_order_in_which_they_came()
    {
        // Three buckets of four steps: the greatest comes first, the least comes first, and all are equal.
        double[] values = [5, 9, 1, 4, 2, 0, 8, 3, 7, 7, 7, 7];
        var grid = new StepGrid(12, 6);
        Assert.Equal([1, 4, 5, 8, 9, 12], grid.Steps([.. Enumerable.Range(1, 12).Select(step => (long)step)]));
        Assert.Equal([9, 1, 0, 8, 7, 7], grid.Values(step => values[step]));
    }

    [Fact]
    public void What_is_no_number_is_passed_over_and_a_bucket_of_nothing_else_stays_one()
    {
        double[] values = [double.NaN, 3, double.PositiveInfinity, 1, double.NaN, double.NaN, double.NaN, double.NaN];
        Assert.Equal([3, 1, double.NaN, double.NaN], new StepGrid(8, 4).Values(step => values[step]));
    }

    [Theory]
    [InlineData(10_007, 2000)]
    [InlineData(2001, 2000)]
    [InlineData(7, 2)]
    public void No_spike_is_lost_and_every_step_is_in_one_bucket(int count, int most)
    {
        var grid = new StepGrid(count, most);
        var steps = grid.Steps([.. Enumerable.Range(0, count).Select(step => (long)step)]);
        Assert.InRange(steps.Length, 2, most);
        Assert.Equal((0, count - 1), (steps[0], steps[^1]));
        for (var point = 2; point < steps.Length; point += 2)
            Assert.Equal(steps[point - 1] + 1, steps[point]);
        for (var spike = 0; spike < count; spike += Math.Max(1, count / 50))
            Assert.Contains(100.0, grid.Values(step => step == spike ? 100 : 0));
    }
}
