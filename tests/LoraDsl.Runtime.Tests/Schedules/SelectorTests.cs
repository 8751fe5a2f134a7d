using LoraDsl.Schedules;

namespace LoraDsl.Runtime.Tests.Schedules;

public sealed class SelectorTests
{
    [Theory]
    [InlineData(1.2, 8)]     // the norm grew by 0.2: needed + 2
    [InlineData(1.11, 8)]
    [InlineData(1.09, 5)]    // by less than 0.1: needed - 1
    [InlineData(1.0, 5)]
    [InlineData(0.5, 5)]
    public void Energy_asks_for_a_margin_only_while_the_gradient_grows(double growth, int expected)
    {
        var selector = new GradientEnergySelector();
        Assert.Equal(3, selector.Select(3, Equal(6, 1)).Rank);
        Assert.Equal(expected, selector.Select(3, Equal(6, growth)).Rank);
    }

    [Fact]
    public void Energy_sees_more_than_the_present_rank()
    {
        var selector = new GradientEnergySelector();
        selector.Select(2, Equal(30, 1));
        var decision = selector.Select(2, Equal(30, 2));
        // 29 of 30 equal values hold 0.967 of the energy, 28 hold 0.933.
        Assert.Equal(31, decision.Rank);
        Assert.Contains("29 components", decision.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3, 2)]     // 1/(1 + 0.09) is below 0.95: two are needed
    [InlineData(0.2, 1)]     // 1/(1 + 0.04) is above it
    public void Energy_counts_squares_of_singular_values(double second, int needed)
    {
        var selector = new GradientEnergySelector();
        selector.Select(4, [second, 1]);
        Assert.Equal(needed + 2, selector.Select(4, [second * 2, 2]).Rank);
    }

    [Fact]
    public void Energy_keeps_its_cap_and_its_floor()
    {
        var selector = new GradientEnergySelector();
        selector.Select(8, Equal(200, 1));
        Assert.Equal(64, selector.Select(8, Equal(200, 2)).Rank);
        Assert.Equal(64, selector.Select(8, Equal(200, 1)).Rank);
        Assert.Equal(1, selector.Select(8, Equal(1, 0.1)).Rank);
    }

    [Fact]
    public void Energy_leaves_the_rank_for_a_window_without_a_gradient_and_gives_it_up_after_two()
    {
        var selector = new GradientEnergySelector();
        selector.Select(3, Equal(6, 1));
        Assert.Equal(3, selector.Select(3, Equal(6, 0)).Rank);
        Assert.Equal(1, selector.Select(3, Equal(6, 0)).Rank);
        // From nothing to something is growth.
        Assert.Equal(8, selector.Select(3, Equal(6, 1)).Rank);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    public void What_is_no_singular_value_is_an_error(double value)
    {
        Assert.Throws<ArgumentException>(() => new GradientEnergySelector().Select(3, [1, value]));
        Assert.Throws<ArgumentException>(() => new GradientSubspaceSelector().Select(3, [1, value]));
    }

    [Theory]
    [InlineData(10, 8, 1.0, 10)]     // 10 > 9.6 and steady: up to the effective rank
    [InlineData(20, 8, 1.0, 12)]     // no more than four ranks up
    [InlineData(9, 8, 1.0, 8)]       // 9 is not above 9.6
    [InlineData(10, 8, 0.81, 10)]
    [InlineData(10, 8, 0.79, 8)]     // not steady enough for more
    [InlineData(4, 8, 1.0, 6)]       // 4 < 4.8: two ranks down
    [InlineData(4, 8, 0.91, 6)]
    [InlineData(4, 8, 0.89, 8)]      // not steady enough for less
    [InlineData(5, 8, 1.0, 8)]       // 5 is not below 4.8
    [InlineData(2, 4, 1.0, 2)]
    [InlineData(10, 24, 1.0, 24)]    // 22 is a change of a twelfth, too little
    [InlineData(10, 19, 1.0, 17)]    // of two nineteenths, enough
    public void Subspace_follows_the_effective_rank_in_small_steady_steps(int effective, int rank, double consistency, int expected)
    {
        var selector = new GradientSubspaceSelector();
        Steady(selector, consistency);
        Assert.Equal(consistency, selector.Consistency, 1e-9);
        Assert.Equal(expected, selector.Select(rank, Equal(effective, 1)).Rank);
    }

    [Fact]
    public void Subspace_waits_for_enough_steps()
    {
        var selector = new GradientSubspaceSelector();
        for (var step = 0; step < 9; step++)
            selector.Observe(1, 1);
        Assert.Equal(8, selector.Select(8, Equal(12, 1)).Rank);
        selector.Observe(1, 1);
        Assert.Equal(12, selector.Select(8, Equal(12, 1)).Rank);
    }

    [Fact]
    public void Subspace_looks_at_the_last_steps_only()
    {
        var selector = new GradientSubspaceSelector();
        selector.Observe(1000, 1000);
        Steady(selector, 1);
        Assert.Equal(1, selector.Consistency);
    }

    private static double[] Equal(int count, double value) => [.. Enumerable.Repeat(value, count), .. Enumerable.Repeat(0.0, 10)];

    // Half of the steps d above the mean and half below: the deviation is d, here that of A alone.
    private static void Steady(GradientSubspaceSelector selector, double consistency)
    {
        var deviation = (1 / consistency) - 1;
        for (var step = 0; step < 10; step++)
            selector.Observe(10 + (step % 2 == 0 ? deviation : -deviation), 1);
    }
}
