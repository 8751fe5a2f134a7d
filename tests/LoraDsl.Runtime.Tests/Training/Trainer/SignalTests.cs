using LoraDsl.Formats.Runs;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Training.Host;

namespace LoraDsl.Runtime.Tests.Training.Trainer;

/// <summary>Ctrl-C and SIGTERM end a run as its cancellation does.</summary>
public sealed class SignalTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    // A process that a signal ended has 128 and the signal's number as its exit code.
    private const int EndedByTerminate = 128 + Terminate;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public void A_signal_ends_the_run_after_its_step_with_a_checkpoint_and_it_goes_on_bit_for_bit(int signal)
    {
        var (whole, run) = (folder["whole"], folder["run"]);
        TinyTraining.Create("dylora").Fit(options => options with { Folder = whole });

        using (var process = HostProcess.Start("dylora", run, pauseAt: 7, forSignal: true))
        {
            process.ReadTo("step 7");
            process.Signal(signal);
            process.ReadTo("signal");
            process.GoOn();

            // Not a step more; and the call has returned.
            Assert.Equal("end cancelled", process.ReadLine());
            process.GoOn();
            var ended = process.WaitForEnd();
            Assert.Equal((0, ""), (ended.ExitCode, ended.Errors));
        }

        Assert.EndsWith("step-0000000007", Assert.Single(Directory.GetDirectories(new RunFolder(run).Checkpoints, "*7")), StringComparison.Ordinal);
        Assert.Contains("\"stop\":\"cancelled\"", File.ReadAllText(new RunFolder(run).ResultFile), StringComparison.Ordinal);
        TinyTraining.Create("dylora").Fit(options => options with { Folder = run, Start = LoraDsl.Training.RunStart.Resume });
        SameRuns.Assert(whole, run);
    }

    [Fact]
    public void A_second_signal_ends_the_process_at_once()
    {
        using var process = HostProcess.Start("lora", folder["run"], pauseAt: 7, forSignal: true);
        process.ReadTo("step 7");
        process.Signal(Interrupt);
        process.ReadTo("signal");
        process.Signal(Terminate);
        Assert.Equal(EndedByTerminate, process.WaitForEnd().ExitCode);
    }

    [Fact]
    public void After_the_run_a_signal_ends_the_process_as_ever()
    {
        using var process = HostProcess.Start("lora", folder["run"], pauseAt: 7);
        process.ReadTo("step 7");
        process.GoOn();
        process.ReadTo("end completed");
        process.Signal(Terminate);
        Assert.Equal(EndedByTerminate, process.WaitForEnd().ExitCode);
    }
}
