using LoraDsl.Schedules;

namespace LoraDsl.Runtime.Tests.Schedules;

public sealed class LossSelectorTests
{
    [Fact]
    public void A_flat_loss_is_a_plateau_when_patience_is_at_its_end()
    {
        var selector = new LossSelector();
        Assert.Equal(LossCourse.Improving, selector.Observe(1));
        for (var check = 1; check < 10; check++)
            Assert.Equal(LossCourse.Waiting, selector.Observe(1));
        Assert.Equal(8, selector.Select(8).Rank);
        Assert.Equal(LossCourse.Plateau, selector.Observe(1));
        Assert.Equal(12, selector.Select(8).Rank);
        // Then patience starts anew: one plateau is one change.
        Assert.Equal(LossCourse.Waiting, selector.Observe(1));
        Assert.Equal(12, selector.Select(12).Rank);
    }

    [Fact]
    public void A_flat_loss_that_goes_up_and_down_a_little_is_a_plateau_all_the_same()
    {
        // The standard deviation of the differences is above their mean size here, as it is of nearly any flat curve.
        var selector = Course(check => 1 + (check % 2 == 0 ? 0.02 : -0.005));
        Assert.Equal(LossCourse.Plateau, selector.Course);
    }

    [Theory]
    [InlineData(0.09, LossCourse.Undecided)]     // variance 0.0081: neither flat nor great
    [InlineData(0.11, LossCourse.Oscillating)]   // 0.0121
    [InlineData(0.031, LossCourse.Plateau)]      // 0.00096
    [InlineData(0.033, LossCourse.Undecided)]    // 0.0011
    public void Oscillation_begins_above_its_variance_and_a_plateau_ends_at_its_own(double deviation, LossCourse expected) =>
        Assert.Equal(expected, Course(check => check == 0 ? 0.5 : 1 + (check % 2 == 0 ? deviation : -deviation)).Course);

    [Fact]
    public void Great_changes_that_do_not_alternate_are_no_oscillation()
    {
        // Two up, two down: only every second change turns round.
        var selector = Course(check => check == 0 ? 0.5 : 1 + (0.3 * (check % 4 < 2 ? check % 4 : 4 - (check % 4))));
        Assert.Equal(LossCourse.Undecided, selector.Course);
        Assert.Equal(8, selector.Select(8).Rank);
        Assert.Equal(LossCourse.Undecided, Course(check => check * 0.2).Course);
    }

    [Theory]
    [InlineData(0.011, LossCourse.Improving)]
    [InlineData(0.009, LossCourse.Plateau)]
    public void An_improvement_has_to_be_worth_the_name(double gain, LossCourse expected)
    {
        var selector = new LossSelector();
        for (var check = 0; check < 10; check++)
            selector.Observe(1);
        Assert.Equal(expected, selector.Observe(1 - gain));
    }

    [Fact]
    public void A_slow_descent_is_not_a_plateau()
    {
        var selector = new LossSelector();
        for (var check = 0; check < 100; check++)
            Assert.NotEqual(LossCourse.Plateau, selector.Observe(2 - (check * 0.012)));
    }

    [Fact]
    public void What_lies_before_the_history_is_forgotten()
    {
        var selector = new LossSelector();
        selector.Observe(0.1);
        for (var check = 0; check < 50; check++)
            selector.Observe(1);
        Assert.Equal(LossCourse.Improving, selector.Observe(0.9));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 5)]      // 4.5, rounded up
    [InlineData(50, 64)]
    [InlineData(64, 64)]
    [InlineData(80, 80)]    // a rank above the bound is not taken away by a plateau
    public void A_plateau_asks_for_half_as_much_again_within_bounds(int rank, int expected) =>
        Assert.Equal(expected, Course(_ => 1).Select(rank).Rank);

    [Theory]
    [InlineData(10, 8)]
    [InlineData(8, 6)]      // 6.4, rounded down
    [InlineData(2, 2)]
    [InlineData(1, 1)]      // nor is one below it given more by an oscillation
    public void An_oscillation_asks_for_a_fifth_less_within_bounds(int rank, int expected) =>
        Assert.Equal(expected, Course(check => check == 0 ? 0.5 : check % 2).Select(rank).Rank);

    [Fact]
    public void A_loss_that_is_not_finite_is_an_error() =>
        Assert.Throws<ArgumentException>(() => new LossSelector().Observe(double.NaN));

    // The first check is the best, and ten without an improvement follow.
    private static LossSelector Course(Func<int, double> loss)
    {
        var selector = new LossSelector(new LossScheduleOptions { Improvement = 0.5 });
        for (var check = 0; check <= 10; check++)
            selector.Observe(loss(check));
        return selector;
    }
}
