using LoraDsl.Management;

namespace LoraDsl.Runtime.Tests.Management;

/// <summary>Each rule fires on a history that is made for it, and not on the one beside it.</summary>
public sealed class RankRulesTests
{
    [Theory]
    [InlineData(0, 0, RankRule.Stagnant)]
    [InlineData(0.00099, 0.00099, RankRule.Stagnant)]
    [InlineData(-0.00099, -0.00099, RankRule.Stagnant)]
    [InlineData(0.00101, 0, RankRule.Keep)]
    [InlineData(-0.00101, 0, RankRule.Keep)]
    [InlineData(0, 0.00101, RankRule.Keep)]
    [InlineData(0, -0.00101, RankRule.Keep)]
    public void A_training_is_stagnant_when_both_lines_stand_still(double loss, double accuracy, RankRule expected) =>
        Assert.Equal(expected, RankRules.Judge(Line(loss, accuracy), threshold: 0.02).Rule);

    // The loss's line, 1 + b·i over ten observations, rises by 9·b, which is above 0.02 of its mean, 1 + 4.5·b, from b = 0.002245 on; the
    // accuracy's falls by more than 0.02 from 0.002223 on.
    [Theory]
    [InlineData(0.00225, -0.00223, RankRule.Overfitting)]
    [InlineData(0.00224, -0.00223, RankRule.Keep)]
    [InlineData(0.00225, -0.00222, RankRule.Keep)]
    [InlineData(0.00225, 0.00223, RankRule.Keep)]
    [InlineData(-0.00225, -0.00223, RankRule.Keep)]
    public void A_training_overfits_when_the_loss_rises_and_the_accuracy_falls(double loss, double accuracy, RankRule expected) =>
        Assert.Equal(expected, RankRules.Judge(Line(loss, accuracy), threshold: 0.02).Rule);

    [Fact]
    public void The_rise_of_the_loss_is_seen_beside_its_size()
    {
        RankObservation[] tenfold = [.. Line(0.00225, -0.01).Select(observation => observation with { Loss = 10 * observation.Loss })];
        Assert.Equal(RankRule.Overfitting, RankRules.Judge(tenfold, 0.02).Rule);
        RankObservation[] lifted = [.. Line(0.00225, -0.01).Select(observation => observation with { Loss = 10 + observation.Loss })];
        Assert.Equal(RankRule.Keep, RankRules.Judge(lifted, 0.02).Rule);
    }

    [Theory]
    [InlineData(0.0011, -0.0011, RankRule.Overfitting)]
    [InlineData(0.0011, 0.0011, RankRule.Keep)]
    public void Without_a_threshold_the_signs_decide(double loss, double accuracy, RankRule expected) =>
        Assert.Equal(expected, RankRules.Judge(Line(loss, accuracy), threshold: 0).Rule);

    [Fact]
    public void Without_accuracies_the_loss_alone_can_stand_still_and_nothing_overfits()
    {
        RankObservation[] still = [.. Line(0, 0).Select(observation => observation with { Accuracy = null })];
        Assert.Equal(RankRule.Stagnant, RankRules.Judge(still, 0.02).Rule);
        RankObservation[] rising = [.. Line(0.1, 0).Select(observation => observation with { Accuracy = null })];
        Assert.Equal(RankRule.Keep, RankRules.Judge(rising, 0.02).Rule);
    }

    [Fact]
    public void Changes_are_two_more_or_one_less()
    {
        Assert.Equal(2, RankRules.Judge(Line(0, 0), 0.02).Change);
        Assert.Equal(-1, RankRules.Judge(Line(0.1, -0.1), 0.02).Change);
        Assert.Equal(0, RankRules.Judge(Line(-0.1, 0.1), 0.02).Change);
    }

    [Fact]
    public void The_reason_has_the_figures() =>
        Assert.Equal(
            "over 10 observations the loss changes by +1.0e-1 each and the accuracy by -5.0e-2: the loss rises and the accuracy falls by more than 2 %",
            RankRules.Judge(Line(0.1, -0.05), 0.02).Reason);

    [Fact]
    public void A_line_is_fitted_by_least_squares()
    {
        // Σ(x − 1.5)(y − 2.75) = 5.5 over Σ(x − 1.5)² = 5.
        var fit = LineFit.Through([1, 3, 2, 5]);
        Assert.Equal(1.1, fit.Slope, 12);
        Assert.Equal(2.75, fit.Mean, 12);
        Assert.Equal(3.3, fit.Rise, 12);
    }

    private static RankObservation[] Line(double loss, double accuracy) =>
        [.. Enumerable.Range(0, 10).Select(index => new RankObservation(index, 1 + (loss * index), 0.5 + (accuracy * index)))];
}
