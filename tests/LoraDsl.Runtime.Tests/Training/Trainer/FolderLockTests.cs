using LoraDsl.Checkpoints;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Runs;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Training;
using LoraDsl.Training.Host;

namespace LoraDsl.Runtime.Tests.Training.Trainer;

/// <summary>A run's folder belongs to the run.</summary>
public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_run_of_a_folder_is_told_who_holds_it_and_touches_nothing()
    {
        var (whole, run) = (folder["whole"], folder["run"]);
        TinyTraining.Create("lora").Fit(options => options with { Folder = whole });
        using var first = HostProcess.Start("lora", run, pauseAt: 8);
        first.ReadTo("step 8");

        // As they stand while the first run is writing a checkpoint and its best adapter.
        string[] staged = [Path.Combine(run, "checkpoints", $".step-0000000009.{Guid.NewGuid():n}.tmp"), Path.Combine(run, $".best.{Guid.NewGuid():n}.tmp")];
        Assert.All(staged, path => Directory.CreateDirectory(path));
        var before = SameRuns.Files(run);

        foreach (var start in Enum.GetValues<RunStart>())
        {
            var error = Assert.Throws<IOException>(() => TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = start }));
            Assert.StartsWith($"'{run}' is in use by process {first.Id} on {Environment.MachineName} since ", error.Message, StringComparison.Ordinal);
        }

        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var second = HostProcess.Start("lora", run);
            var (exitCode, _, errors) = second.WaitForEnd();
            Assert.Equal(1, exitCode);
            Assert.Contains($"is in use by process {first.Id} on", errors, StringComparison.Ordinal);
        }

        Assert.Equal(before, SameRuns.Files(run));
        Assert.All(staged, path => Assert.True(Directory.Exists(path)));
        first.GoOn();
        first.ReadTo("end completed");
        first.GoOn();
        Assert.Equal(0, first.WaitForEnd().ExitCode);
        SameRuns.Assert(whole, run);
    }

    [Fact]
    public void A_folder_is_free_again_when_its_process_was_killed_and_when_its_run_is_over()
    {
        var run = folder["run"];
        using (var killed = HostProcess.Start("lora", run, pauseAt: 4))
        {
            killed.ReadTo("step 4");
            killed.Kill();
        }

        Assert.Equal(6, TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = RunStart.Resume, Steps = 6 }).Steps);
        Assert.Equal(8, TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = RunStart.Resume, Steps = 8 }).Steps);
        Assert.Equal([Path.Combine(run, FolderLock.FileName)], Directory.GetFiles(run, ".*"));
    }

    [Fact]
    public void A_second_run_of_the_same_process_is_refused_too()
    {
        var run = folder["run"];
        Exception? second = null;
        TinyTraining.Create("lora").Fit(options => options with { Folder = run, Steps = 1 }, default, new AtStep(() =>
            second = Record.Exception(() => TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = RunStart.Resume }))));
        Assert.Contains($"is in use by another run of this process, process {Environment.ProcessId}", Assert.IsType<IOException>(second).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_checkpoints_changes_nothing_and_finds_one_that_a_crash_caught_between_two_names()
    {
        var run = folder["run"];
        TinyTraining.Create("lora").Fit(options => options with { Folder = run, Steps = 6 });
        var store = new CheckpointStore(new RunFolder(run).Checkpoints);
        var newest = store.Folders[^1];
        var old = Path.Combine(Path.GetDirectoryName(newest)!, $".{Path.GetFileName(newest)}.{Guid.NewGuid():n}.old");
        Directory.Move(newest, old);
        var staged = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(newest)!, $".step-0000000009.{Guid.NewGuid():n}.tmp")).FullName;

        var read = store.ReadNewest()!.Value;
        read.State.Dispose();

        Assert.Equal(6, read.Step);
        Assert.Equal(old, store.Folders[^1]);
        Assert.True(Directory.Exists(old) && Directory.Exists(staged));

        // Who goes on with the run puts it back, and clears away what is left of another.
        TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = RunStart.Resume, Steps = 6 });
        Assert.Equal(newest, store.Folders[^1]);
        Assert.Empty(Directory.GetDirectories(Path.GetDirectoryName(newest)!, ".*"));
    }

    [Fact]
    public void A_lock_whose_holder_cannot_be_written_down_is_given_back()
    {
        var holder = Directory.CreateDirectory(folder[FolderLock.FileName + ".json"]);
        Assert.ThrowsAny<SystemException>(() => FolderLock.Take(folder.Path));
        holder.Delete();
        using var exclusive = FolderLock.Take(folder.Path);
    }

    private sealed class AtStep(Action act) : ITrainingCallback
    {
        public void StepEnded(TrainingRun run, double loss) => act();
    }
}
