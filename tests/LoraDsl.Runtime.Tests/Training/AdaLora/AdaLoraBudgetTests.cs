using LoraDsl.Methods;

namespace LoraDsl.Runtime.Tests.Training;

public sealed class AdaLoraBudgetTests
{
    [Fact]
    public void The_budget_falls_by_the_cube_of_what_is_left()
    {
        var budget = new TripletBudget(new AdaLoraOptions(100) { WarmupSteps = 10, FinalSteps = 40 }, initial: 120, target: 20);
        Assert.Equal(120, budget.After(0));
        Assert.Equal(120, budget.After(9));
        Assert.Equal(120, budget.After(10));
        Assert.Equal(20 + 51, budget.After(20)); // 100·0.8³ = 51.2
        Assert.Equal(20 + 12, budget.After(35)); // 100·0.5³ = 12.5
        Assert.Equal(20, budget.After(59));
        Assert.Equal(20, budget.After(60));
        Assert.Equal(20, budget.After(1000));
    }

    [Fact]
    public void Without_a_final_phase_the_budget_is_met_at_the_last_step()
    {
        var budget = new TripletBudget(new AdaLoraOptions(10) { WarmupSteps = 0, FinalSteps = 0 }, initial: 1012, target: 12);
        Assert.Equal(1012, budget.After(0));
        Assert.Equal(13, budget.After(9));
        Assert.Equal(12, budget.After(10));
    }

    [Fact]
    public void Equal_scores_are_taken_in_turn_from_every_adapter()
    {
        var kept = TripletSelection.Choose([[1, 1, 1], [1, 2, 1], [1, 1, 1]], [0, 0, 0], [1, 1, 1], budget: 5);
        Assert.Equal([true, true, false], kept[0]);
        Assert.Equal([true, true, false], kept[1]);
        Assert.Equal([true, false, false], kept[2]);
    }

    [Fact]
    public void Least_ranks_are_kept_first_whatever_the_others_score()
    {
        var kept = TripletSelection.Choose([[0, 3, 1], [10, 11, 12]], [2, 0], [1, 1], budget: 4);
        Assert.Equal([false, true, true], kept[0]);
        Assert.Equal([false, true, true], kept[1]);
    }

    [Fact]
    public void A_budget_of_parameters_passes_over_what_does_not_fit_any_more()
    {
        var kept = TripletSelection.Choose([[9, 8], [7, 6]], [0, 0], [10, 3], budget: 16);
        Assert.Equal([true, false], kept[0]);
        Assert.Equal([true, true], kept[1]);
    }

    [Theory]
    [InlineData(1000, 100, 500)]
    [InlineData(3, 0, 1)]
    [InlineData(1, 0, 0)]
    public void The_defaults_leave_time_for_the_budget_to_fall(int total, int warmup, int final)
    {
        var options = new AdaLoraOptions(total);
        options.Validate();
        Assert.Equal((warmup, final, 1), (options.WarmupSteps, options.FinalSteps, options.AllocationInterval));
        Assert.Equal((0.85, 0.85, 0.5, true), (options.Beta1, options.Beta2, options.OrthogonalityWeight, options.CompactsWhenFinal));
    }

    [Fact]
    public void Options_that_cannot_be_name_themselves()
    {
        Assert.Throws<ArgumentOutOfRangeException>("totalSteps", () => new AdaLoraOptions(0));
        Assert.Throws<ArgumentOutOfRangeException>("WarmupSteps", () => new AdaLoraOptions(9) { WarmupSteps = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("FinalSteps", () => new AdaLoraOptions(9) { FinalSteps = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("AllocationInterval", () => new AdaLoraOptions(9) { AllocationInterval = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Beta1", () => new AdaLoraOptions(9) { Beta1 = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("Beta2", () => new AdaLoraOptions(9) { Beta2 = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("OrthogonalityWeight", () => new AdaLoraOptions(9) { OrthogonalityWeight = -0.1 });
        var error = Assert.Throws<ArgumentException>(() => (new AdaLoraOptions(9) { WarmupSteps = 5, FinalSteps = 4 }).Validate());
        Assert.Contains("WarmupSteps + FinalSteps", error.Message, StringComparison.Ordinal);
    }
}
