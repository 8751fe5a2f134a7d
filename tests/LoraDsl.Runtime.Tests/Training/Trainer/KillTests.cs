using System.Globalization;
using System.Text.Json;
using LoraDsl.Checkpoints;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Runs;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Training.Host;

namespace LoraDsl.Runtime.Tests.Training.Trainer;

/// <summary>A run that is killed again and again ends as one that never was, and leaves no file by halves.</summary>
public sealed class KillTests : IDisposable
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("LORADSL_KILLS") ?? "1", CultureInfo.InvariantCulture);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("lora")]
    [InlineData("schedule")]
    [InlineData("adalora")]
    [InlineData("dylora")]
    [InlineData("pissa")]
    [InlineData("managed")]
    [InlineData("lors")]
    public void A_run_killed_at_random_steps_ends_with_the_same_adapter(string method)
    {
        var (whole, killed) = (folder["whole"], folder["killed"]);
        TinyTraining.Create(method).Fit(options => options with { Folder = whole });
        var seed = Environment.TickCount;
        var random = new Random(seed);

        for (var kill = 0; kill < Kills; kill++)
        {
            // The line is read while the process goes on: what it is doing when it dies is left to chance, the writing of a checkpoint included.
            using var process = HostProcess.Start(method, killed);
            var wait = random.Next(1, Trainings.Steps / 4);
            while (wait-- > 0 && process.ReadLine() is not null)
            {
            }

            process.Kill();
            RequireWholeFiles(killed);
        }

        using var last = HostProcess.Start(method, killed);
        var (exitCode, output, errors) = last.WaitForEnd();

        Assert.True(exitCode == 0, $"seed {seed}: {errors}");
        Assert.EndsWith("end completed", output.Trim(), StringComparison.Ordinal);
        SameRuns.Assert(whole, killed);
        Assert.Equal([Path.Combine(killed, FolderLock.FileName)], Directory.GetFileSystemEntries(killed, ".*", SearchOption.AllDirectories));
    }

    /// <summary>Whatever has its proper name is complete; what does not is a process's that is gone.</summary>
    private static void RequireWholeFiles(string run)
    {
        var files = new RunFolder(run);
        foreach (var checkpoint in new CheckpointStore(files.Checkpoints).Folders)
            CheckpointFolder.Read(checkpoint).Dispose();
        foreach (var file in (string[])[files.DescriptionFile, files.ResultFile, Path.Combine(files.BestAdapter, "adapter_config.json")])
        {
            if (File.Exists(file))
                JsonDocument.Parse(File.ReadAllBytes(file)).Dispose();
        }

        if (Directory.Exists(files.BestAdapter))
            Assert.Equal(2, Directory.GetFiles(files.BestAdapter).Length);
    }
}
