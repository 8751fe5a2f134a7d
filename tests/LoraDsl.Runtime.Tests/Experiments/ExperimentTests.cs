using System.Diagnostics;
using LoraDsl.Experiments;
using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Runs;
using LoraDsl.Runtime.Tests.Checkpoints;

namespace LoraDsl.Runtime.Tests.Experiments;

public sealed class ExperimentTests
{
    [Fact]
    public void Every_trial_is_run_and_one_that_fails_stops_no_other()
    {
        using var folder = new TemporaryFolder();
        List<string> finished = [];
        var experiment = new Experiment(ToyTraining.Plan(1, 2), folder.Path, ToyTraining.Train);
        experiment.Finished += trial => finished.Add(trial.Id);
        var result = experiment.Run();

        Assert.Equal(
            [
                "gentle-lr0.05-seed1", "gentle-lr0.05-seed2", "gentle-lr0.01-seed1", "gentle-lr0.01-seed2",
                "fails-lr0.05-seed1", "fails-lr0.05-seed2", "fails-lr0.01-seed1", "fails-lr0.01-seed2",
            ],
            finished);
        Assert.Equal(finished, result.Trials.Select(trial => trial.Id));
        Assert.All(result.Trials.Take(6), trial => Assert.Equal((TrialStatus.Completed, 12L, 33L), (trial.Status, trial.Steps, trial.Parameters)));
        Assert.All(result.Trials.Skip(6), trial => Assert.Equal((TrialStatus.Failed, "InvalidOperationException: the flux capacitor is empty", 4L), (trial.Status, trial.Error, trial.Steps)));

        var trial = result.Trials[0];
        Assert.Equal([0L, 3, 6, 9, 12], trial.Validations.Select(validation => validation.Step));
        Assert.Equal(12, trial.Training.Count);
        Assert.Equal(trial.Validations[^1].Loss, trial.FinalLoss);
        Assert.Equal(trial.Validations.Min(validation => validation.Loss), trial.BestLoss);
        Assert.Equal(12, RunRecords.Metrics.Read(Path.Combine(folder.Path, trial.Folder, "metrics.jsonl")).Count);

        Assert.Equal(["0.05", "0.05", "0.01", "0.01"], result.Ranking.Select(setting => setting.LearningRate.ToString("R", null)));
        Assert.Equal((0, 2, 0), (result.Ranking[3].Completed, result.Ranking[3].Failed, result.Ranking[3].Pending));
        Assert.Equal(result.ToJson(), ExperimentResult.Read(folder.Path).ToJson());
        Assert.Contains("failed: fails-lr0.01-seed2: InvalidOperationException: the flux capacitor is empty\n", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_finished_is_not_run_again_and_what_was_stopped_midway_is()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var steps = 0;
        var experiment = new Experiment(ToyTraining.Plan(1), folder.Path, run =>
        {
            ToyTraining.Train(run);
            if (++steps == 2)
                stop.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => experiment.Run(cancellation: stop.Token));
        Assert.Equal([TrialStatus.Completed, TrialStatus.Pending, TrialStatus.Pending, TrialStatus.Pending], ExperimentResult.Read(folder.Path).Trials.Select(trial => trial.Status));
        Assert.True(Directory.Exists(Path.Combine(folder.Path, "trials", "gentle-lr0.01-seed1")));

        List<string> run = [];
        var resumed = new Experiment(ToyTraining.Plan(1, 2) with { Threads = null }, folder.Path, trial =>
        {
            Assert.Empty(Directory.GetFileSystemEntries(trial.Folder.Root));
            run.Add($"{trial.Trial.Strategy} {trial.Trial.LearningRate:R} {trial.Trial.Seed}");
            ToyTraining.Train(trial);
        }).Run();
        Assert.DoesNotContain("gentle 0.05 1", run);
        Assert.Equal(7, run.Count);
        Assert.Equal(1, resumed.Plan.Threads);

        using var fresh = new TemporaryFolder();
        var never = new Experiment(ToyTraining.Plan(1, 2), fresh.Path, ToyTraining.Train).Run();
        Assert.Equal(Figures(never), Figures(resumed));
    }

    [Fact]
    public void Failed_trials_are_run_again_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        new Experiment(ToyTraining.Plan(1), folder.Path, ToyTraining.Train).Run();
        List<string> run = [];
        var experiment = new Experiment(ToyTraining.Plan(1), folder.Path, trial =>
        {
            run.Add(trial.Trial.Strategy);
            trial.Validate(1);
        });
        Assert.Equal(TrialStatus.Failed, experiment.Run().Trials[3].Status);
        Assert.Empty(run);
        Assert.Equal("it did not tell its adapters: call Describe(model.Lora)", experiment.Run(retryFailed: true).Trials[3].Error);
        Assert.Equal(["fails"], run);
    }

    [Fact]
    public void Processes_side_by_side_come_to_the_same()
    {
        using var alone = new TemporaryFolder();
        using var beside = new TemporaryFolder();
        var plan = ToyTraining.Plan(1, 2) with { Strategies = ["gentle"], LearningRates = [0.05] };
        var expected = new Experiment(plan, alone.Path, ToyTraining.Train).Run();
        var result = new Experiment(plan, beside.Path, ToyTraining.Train).RunInProcesses(id => TrialProgram.Start(beside.Path, id), workers: 2);
        Assert.Equal(Figures(expected), Figures(result));
        Assert.All(result.Trials, trial => Assert.Equal(TrialStatus.Completed, trial.Status));
    }

    [Fact]
    public void A_process_that_dies_is_a_trial_that_failed()
    {
        using var folder = new TemporaryFolder();
        var plan = ToyTraining.Plan(1) with { Strategies = ["gentle"], LearningRates = [0.05] };
        var result = new Experiment(plan, folder.Path, ToyTraining.Train)
            .RunInProcesses(_ => new ProcessStartInfo("sh", ["-c", "echo out of luck >&2; exit 7"]));
        Assert.Equal((TrialStatus.Failed, "its process ended with the exit code 7 and left no result: out of luck"), (result.Trials[0].Status, result.Trials[0].Error));
        Assert.Null(result.Best);
    }

    [Fact]
    public void Numbers_that_are_none_are_a_failure()
    {
        using var folder = new TemporaryFolder();
        var plan = new ExperimentPlan("bad", ["diverges", "silent", "unmeasured"], [0.1], [1]);
        var result = new Experiment(plan, folder.Path, run =>
        {
            if (run.Trial.Strategy == "diverges")
                run.Validate(double.NaN, 0.1);
            if (run.Trial.Strategy == "unmeasured")
                run.Validate(1);
        }).Run();
        Assert.All(result.Trials, trial => Assert.Equal(TrialStatus.Failed, trial.Status));
        Assert.StartsWith("it diverged: at step 0 the validation loss is NaN", result.Trials[0].Error, StringComparison.Ordinal);
        Assert.StartsWith("it was never validated", result.Trials[1].Error, StringComparison.Ordinal);
        Assert.StartsWith("the validation at step 0 has no accuracy", result.Trials[2].Error, StringComparison.Ordinal);
        Assert.Equal(result.ToJson(), ExperimentResult.Read(folder.Path).ToJson());
    }

    [Fact]
    public void A_folder_of_other_settings_is_refused()
    {
        using var folder = new TemporaryFolder();
        var plan = ToyTraining.Plan(1) with { Strategies = ["gentle"], LearningRates = [0.05] };
        new Experiment(plan, folder.Path, ToyTraining.Train).Run();
        var other = plan with { Settings = new Dictionary<string, string> { ["steps"] = "13" } };
        Assert.Contains("'steps' is 12 there, and 13 in the plan", Refused(other), StringComparison.Ordinal);
        Assert.Contains("compares by Loss, not by Accuracy", Refused(plan with { Metric = ExperimentMetric.Accuracy }), StringComparison.Ordinal);
        Assert.Contains("have 1 threads each, not 2", Refused(plan with { Threads = 2 }), StringComparison.Ordinal);

        string Refused(ExperimentPlan changed) =>
            Assert.Throws<InvalidOperationException>(() => new Experiment(changed, folder.Path, ToyTraining.Train).Run()).Message;
    }

    [Fact]
    public void Only_one_runs_an_experiment_at_a_time()
    {
        using var folder = new TemporaryFolder();
        var plan = new ExperimentPlan("twice", ["a"], [0.1], [1]);
        Exception? second = null;
        new Experiment(plan, folder.Path, _ => second = Record.Exception(() => new Experiment(plan, folder.Path, _ => { }).Run())).Run();
        Assert.Contains($"is in use by another run of this process, process {Environment.ProcessId}", Assert.IsType<IOException>(second).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_that_a_process_is_at_is_touched_by_no_other()
    {
        using var folder = new TemporaryFolder();
        var plan = new ExperimentPlan("left", ["a"], [0.1], [1]);
        Exception? again = null, whole = null;
        new Experiment(plan, folder.Path, run =>
        {
            // Its experiment was killed and left it behind: the experiment's folder is free, the trial's is not.
            File.WriteAllText(Path.Combine(run.Folder.Root, "mine.txt"), "");
            again = Record.Exception(() => new Experiment(plan, folder.Path, _ => { }).RunTrial(TrialIds.Of(plan)[0].Id));
            whole = Record.Exception(() => new Experiment(plan, folder.Path, _ => { }).Run());
            Assert.True(File.Exists(Path.Combine(run.Folder.Root, "mine.txt")));
            run.Validate(1);
        }).RunTrial(TrialIds.Of(plan)[0].Id);
        Assert.Contains("is in use by", Assert.IsType<IOException>(again).Message, StringComparison.Ordinal);
        Assert.Contains("is in use by", Assert.IsType<IOException>(whole).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_does_not_empty_a_folder_that_a_run_is_in()
    {
        using var folder = new TemporaryFolder();
        var plan = new ExperimentPlan("by hand", ["a"], [0.1], [1]);
        var trial = Path.Combine(folder.Path, "trials", TrialIds.Of(plan)[0].Id);
        using var run = FolderLock.Take(trial);
        Assert.Throws<IOException>(() => new Experiment(plan, folder.Path, _ => { }).RunTrial(TrialIds.Of(plan)[0].Id));
        Assert.True(Directory.Exists(trial));
    }

    [Fact]
    public void A_plan_that_cannot_be_run_says_why()
    {
        var plan = new ExperimentPlan("none", ["a b", "a-b", ""], [0.1, 0.1, -1, double.NaN], [3, 3]) { Threads = 0 };
        var message = Assert.Throws<ArgumentException>(() => new Experiment(plan, "unused", _ => { })).Message;
        Assert.All(
            [
                "a strategy has no name: ''", "strategies have the same name in a folder, 'a-b': 'a b', 'a-b'", "no number above 0: -1", "no number above 0: NaN",
                "the learning rate 0.1 is there 2 times", "the seed 3 is there 2 times", "cannot have 0 threads",
            ],
            problem => Assert.Contains(problem, message, StringComparison.Ordinal));
    }

    private static IEnumerable<(string, TrialStatus, string?, double?, double?, long?, string)> Figures(ExperimentResult result) =>
        result.Trials.Select(trial => (
            trial.Id, trial.Status, trial.Error, trial.FinalLoss, trial.BestLoss, trial.ConvergenceStep, string.Join(' ', trial.Training.Select(point => point.Loss))));
}
