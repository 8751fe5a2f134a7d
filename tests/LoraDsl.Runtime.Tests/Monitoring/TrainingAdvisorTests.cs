using LoraDsl.Formats.Runs;

namespace LoraDsl.Runtime.Tests.Monitoring;

/// <summary>Each rule fires on a history that is made for it, and not on the one beside it.</summary>
public sealed class TrainingAdvisorTests
{
    [Fact]
    public void A_quiet_history_speaks_for_nothing() =>
        Assert.Empty(new TrainingAdvisor().Advise(History(Falling(20), 1, 1, 1)));

    [Theory]
    [InlineData(3.01, SuggestionKind.LargeGradients)]
    [InlineData(3, null)]
    [InlineData(0.1, null)]
    [InlineData(0.099, SuggestionKind.SmallGradients)]
    public void An_adapter_is_compared_with_the_median(double norm, SuggestionKind? expected)
    {
        var suggestions = new TrainingAdvisor().Advise(History(Falling(20), 1, norm, 1));
        if (expected is null)
        {
            Assert.Empty(suggestions);
            return;
        }

        var suggestion = Assert.Single(suggestions);
        Assert.Equal((expected.Value, "layer1"), (suggestion.Kind, suggestion.Adapter));
        Assert.Contains("'layer1'", suggestion.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_are_averaged_over_the_steps()
    {
        // Twice the median on average, five times in the last step.
        var history = History(Falling(4), 1, 1, 1).Select((metrics, index) => metrics with
        {
            Adapters = [metrics.Adapters[0], metrics.Adapters[1] with { GradientNorm = index == 3 ? 5 : 1 }, metrics.Adapters[2]],
        });
        Assert.Empty(new TrainingAdvisor().Advise([.. history]));
    }

    [Fact]
    public void One_adapter_has_nothing_to_be_compared_with() =>
        Assert.Empty(new TrainingAdvisor().Advise(History(Falling(20), 1e9)));

    // Losses that alternate by ±d have the deviation d.
    [Theory]
    [InlineData(0.00099, SuggestionKind.Converged)]
    [InlineData(0.00101, null)]
    [InlineData(0.099, null)]
    [InlineData(0.101, SuggestionKind.Unstable)]
    [InlineData(double.NaN, SuggestionKind.Unstable)]
    public void The_last_losses_are_still_or_restless(double deviation, SuggestionKind? expected)
    {
        double[] losses = [5, 9, .. Enumerable.Range(0, 20).Select(step => 1 + (step % 2 == 0 ? deviation : -deviation))];
        Assert.Equal(expected, new TrainingAdvisor().Advise(History(losses, 1, 1)).SingleOrDefault()?.Kind);
    }

    [Fact]
    public void Few_losses_say_nothing() =>
        Assert.Empty(new TrainingAdvisor().Advise(History([.. Enumerable.Repeat(1.0, 19)], 1, 1)));

    [Theory]
    [InlineData(500_000, 0)]
    [InlineData(500_001, 1)]
    public void More_than_a_million_parameters_are_many(long each, int expected)
    {
        var metrics = History(Falling(1), 1, 1)[0];
        metrics = metrics with { Adapters = [.. metrics.Adapters.Select(adapter => adapter with { Parameters = each })] };
        Assert.Equal(expected, new TrainingAdvisor().Advise([metrics]).Count(suggestion => suggestion.Kind == SuggestionKind.ManyParameters));
    }

    [Fact]
    public void No_history_speaks_for_nothing() => Assert.Empty(new TrainingAdvisor().Advise([]));

    private static double[] Falling(int steps) => [.. Enumerable.Range(0, steps).Select(step => 1 - (0.01 * step))];

    private static StepMetrics[] History(double[] losses, params double[] gradients) =>
    [
        .. losses.Select((loss, index) => new StepMetrics(
            index + 1, loss, null, null, 0.01, [.. gradients.Select((norm, layer) => new AdapterMetrics($"layer{layer}", 4, 100, 1, 1, norm))])),
    ];
}
