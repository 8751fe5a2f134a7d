using LoraDsl.Checkpoints;
using LoraDsl.Formats.Runs;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.State;
using LoraDsl.Training;
using LoraDsl.Training.Host;

namespace LoraDsl.Runtime.Tests.Training.Trainer;

/// <summary>A run that is stopped and resumed in a fresh model is, bit for bit, the run that was never stopped.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Methods => [.. Trainings.All.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_stopped_run_goes_on_bit_for_bit(string method)
    {
        var whole = folder["whole"];
        var parts = folder["parts"];
        TinyTraining.Create(method).Fit(options => options with { Folder = whole });

        // Between checkpoints, at one, inside an epoch, at its end, and before the first checkpoint.
        foreach (var stop in (int[])[2, 9, 16, 17, 31, 40, 47])
        {
            using var source = new CancellationTokenSource();
            var result = TinyTraining.Create(method).Fit(options => options with { Folder = parts, Start = RunStart.Resume }, source.Token, new StopAt(stop, source));
            Assert.Equal((RunStops.Cancelled, stop), (result.Stop, (int)result.Steps));
        }

        var last = TinyTraining.Create(method).Fit(options => options with { Folder = parts, Start = RunStart.Resume });

        Assert.Equal(RunStops.Completed, last.Stop);
        SameRuns.Assert(whole, parts);
    }

    [Fact]
    public void What_is_to_be_replaced_need_not_be_there()
    {
        var run = folder["run"];
        TinyTraining Training() => TinyTraining.Create("lora");
        Assert.Equal(6, Training().Fit(options => options with { Folder = run, Start = RunStart.Replace, Steps = 6 }).Steps);
        Assert.Equal(4, Training().Fit(options => options with { Folder = run, Start = RunStart.Replace, Steps = 4 }).Steps);
        Assert.Equal(4, RunRecords.Metrics.Read(new RunFolder(run).MetricsFile).Count);
    }

    [Fact]
    public void A_manager_follows_the_validations_and_its_decisions_are_written()
    {
        var run = folder["managed"];
        TinyTraining.Create("managed").Fit(options => options with { Folder = run });
        var decisions = RunRecords.Decisions.Read(new RunFolder(run).DecisionsFile);

        // Six epochs are validated, and every second validation decides about three adapters.
        Assert.Equal([16, 16, 16, 32, 32, 32, 48, 48, 48], decisions.Select(decision => (int)decision.Step));
        Assert.Equal([2, 2, 2, 4, 4, 4, 6, 6, 6], decisions.Select(decision => decision.OldRank));
        Assert.All(decisions, decision => Assert.Equal("stagnant", decision.Rule));
    }

    [Fact]
    public void A_run_that_is_over_is_not_trained_further()
    {
        var run = folder["run"];
        TinyTraining.Create("adalora").Fit(options => options with { Folder = run });
        var before = SameRuns.Newest(run);

        var again = TinyTraining.Create("adalora");
        var result = again.Fit(options => options with { Folder = run, Start = RunStart.Resume }, default, new StopAt(1, null));

        Assert.Equal((RunStops.Completed, (long)Trainings.Steps), (result.Stop, result.Steps));
        using var state = new SavedState();
        again.Lora.SaveState(state.Section("model"));
        SameRuns.AssertSameModel(before, state);
    }

    [Fact]
    public void A_run_that_is_over_goes_on_when_more_is_asked_of_it()
    {
        var run = folder["run"];
        TinyTraining.Create("lora").Fit(options => options with { Folder = run });

        var result = TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = RunStart.Resume, Steps = Trainings.Steps + 5 });

        Assert.Equal(Trainings.Steps + 5, result.Steps);
    }

    [Theory]
    [InlineData("state.safetensors", true)]
    [InlineData("state.json", true)]
    [InlineData("checkpoint.json", true)]
    [InlineData("state.safetensors", false)]
    [InlineData("checkpoint.json", false)]
    public void A_damaged_checkpoint_is_passed_over_with_a_note(string file, bool truncate)
    {
        var (whole, run) = (folder["whole"], folder["run"]);
        TinyTraining.Create("lora").Fit(options => options with { Folder = whole });
        using var source = new CancellationTokenSource();
        TinyTraining.Create("lora").Fit(options => options with { Folder = run }, source.Token, new StopAt(14, source));
        var newest = new CheckpointStore(new RunFolder(run).Checkpoints).Folders[^1];
        Damage(Path.Combine(newest, file), truncate);
        var listener = new Listener();

        TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = RunStart.Resume }, default, listener);

        Assert.Equal(12, listener.BeganAt);
        Assert.Contains(newest, Assert.Single(listener.Notes), StringComparison.Ordinal);
        SameRuns.Assert(whole, run);
    }

    [Fact]
    public void A_checkpoint_with_one_bit_changed_is_passed_over()
    {
        var run = folder["run"];
        using var source = new CancellationTokenSource();
        TinyTraining.Create("lora").Fit(options => options with { Folder = run }, source.Token, new StopAt(14, source));
        var file = Path.Combine(new CheckpointStore(new RunFolder(run).Checkpoints).Folders[^1], "state.safetensors");
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        var listener = new Listener();

        TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = RunStart.Resume }, default, listener);

        Assert.Equal(12, listener.BeganAt);
    }

    [Fact]
    public void Nothing_that_can_be_read_is_an_error_that_keeps_the_files()
    {
        var run = folder["run"];
        TinyTraining.Create("lora").Fit(options => options with { Folder = run, KeepCheckpoints = 1 });
        Damage(Path.Combine(new CheckpointStore(new RunFolder(run).Checkpoints).Folders[^1], "state.json"), truncate: true);
        var before = SameRuns.Files(run);

        var error = Assert.Throws<InvalidDataException>(() => TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = RunStart.Resume }));

        Assert.Contains("can be read", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, SameRuns.Files(run));
    }

    [Theory]
    [InlineData("amsgrad", "is that of AdamW over")]
    [InlineData("dylora", "is one of LoRA, but the model has one of DyLoRA there")]
    public void A_checkpoint_of_something_else_is_refused_before_anything_changes(string other, string message)
    {
        var run = folder["run"];
        TinyTraining.Create("lora").Fit(options => options with { Folder = run });
        var before = SameRuns.Files(run);
        var training = TinyTraining.Create(other);
        if (other == "amsgrad")
            ((FixedNet)training.Model).Top.weight.requires_grad = true;
        using var model = new SavedState();
        training.Lora.SaveState(model.Section("model"));

        var error = Assert.Throws<InvalidOperationException>(() => training.Fit(options => options with { Folder = run, Start = RunStart.Resume }));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, SameRuns.Files(run));
        using var after = new SavedState();
        training.Lora.SaveState(after.Section("model"));
        SameRuns.AssertSameModel(model, after);
    }

    [Fact]
    public void A_folder_that_holds_a_run_is_refused_or_replaced_as_told()
    {
        var run = folder["run"];
        TinyTraining.Create("lora").Fit(options => options with { Folder = run });
        File.WriteAllText(Path.Combine(run, "mine.txt"), "kept");
        var before = SameRuns.Files(run);

        Assert.Throws<InvalidOperationException>(() => TinyTraining.Create("lora").Fit(options => options with { Folder = run }));
        Assert.Equal(before, SameRuns.Files(run));

        TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = RunStart.Replace, Steps = 3 });
        Assert.Equal(3, RunRecords.Metrics.Read(new RunFolder(run).MetricsFile).Count);
        Assert.Equal("kept", File.ReadAllText(Path.Combine(run, "mine.txt")));
    }

    private static void Damage(string path, bool truncate)
    {
        if (!truncate)
        {
            File.Delete(path);
            return;
        }

        using var stream = File.OpenWrite(path);
        stream.SetLength(stream.Length / 2);
    }
}
