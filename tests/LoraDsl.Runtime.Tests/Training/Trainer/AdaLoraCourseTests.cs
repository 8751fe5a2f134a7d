using LoraDsl.Training.Host;

namespace LoraDsl.Runtime.Tests.Training.Trainer;

public sealed class AdaLoraCourseTests
{
    [Fact]
    public void A_run_too_short_for_its_plan_is_told_of_when_it_begins_and_when_it_ends()
    {
        var listener = new Listener();
        var warnings = Warnings.Of(() => TinyTraining.Create("adalora").Fit(
            options => options with { Steps = 20, AdaLora = new AdaLoraOptions(1_000) }, default, listener));

        Assert.Equal(2, listener.Notes.Count);
        Assert.StartsWith("AdaLoRA is planned for 1000 steps and has come down to its budget after 500, but the run has 20", listener.Notes[0], StringComparison.Ordinal);
        Assert.StartsWith("The run ended after 20 steps, before AdaLoRA's ranks were final after 500: 12 ranks are left", listener.Notes[1], StringComparison.Ordinal);
        Assert.Equal(listener.Notes, warnings);
    }

    [Fact]
    public void A_run_that_ends_early_is_told_of_at_its_end_and_one_that_can_go_on_is_not()
    {
        var (ended, cancelled) = (new Listener(), new Listener());
        Warnings.Of(() => TinyTraining.Create("adalora").Fit(options => options, default, ended, new StopEarly()));
        using var source = new CancellationTokenSource();
        TinyTraining.Create("adalora").Fit(options => options, source.Token, cancelled, new StopAt(9, source));

        Assert.StartsWith("The run ended after 9 steps", Assert.Single(ended.Notes), StringComparison.Ordinal);
        Assert.Empty(cancelled.Notes);
    }

    [Fact]
    public void A_run_of_its_plans_length_has_nothing_to_tell()
    {
        var listener = new Listener();
        Assert.Empty(Warnings.Of(() => TinyTraining.Create("adalora").Fit(options => options, default, listener)));
        Assert.Empty(listener.Notes);
    }

    private sealed class StopEarly : LoraDsl.Training.ITrainingCallback
    {
        public void StepEnded(LoraDsl.Training.TrainingRun run, double loss)
        {
            if (run.Step == 9)
                run.Stop("enough");
        }
    }
}
