using System.Diagnostics;
using System.Globalization;
using LoraDsl.Training.Host;

namespace LoraDsl.Runtime.Tests.Training.Trainer;

/// <summary>A training in a process of its own.</summary>
internal sealed partial class HostProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    private HostProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    /// <summary>Starts it.</summary>
    /// <param name="training">The training's name.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="pauseAt">The step after which it waits for a line.</param>
    /// <param name="forSignal">Whether it waits for a signal before that, and says so.</param>
    public static HostProcess Start(string training, string folder, int? pauseAt = null, bool forSignal = false)
    {
        // A shell without job control has what it starts in the background ignore Ctrl-C, and children inherit that.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", typeof(TinyTraining).Assembly.Location, training, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (pauseAt is { } step)
            start.ArgumentList.Add(step.ToString(CultureInfo.InvariantCulture));
        if (forSignal)
            start.ArgumentList.Add("signal");
        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>The next line that it says; none when it has ended.</summary>
    public string? ReadLine() => process.StandardOutput.ReadLine();

    /// <summary>Reads on to a line.</summary>
    public void ReadTo(string line)
    {
        string? said;
        while ((said = ReadLine()) != line)
        {
            // Its errors are complete only when it has ended.
            if (said is null)
                Assert.Fail($"it ended before '{line}': {errors.Result}");
        }
    }

    /// <summary>Lets it go on after a pause.</summary>
    public void GoOn()
    {
        process.StandardInput.WriteLine();
        process.StandardInput.Flush();
    }

    /// <summary>Sends it a signal.</summary>
    public void Signal(int signal) => Assert.Equal(0, SendSignal(process.Id, signal));

    /// <summary>Ends it with no word of warning.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Reads on to its end.</summary>
    /// <returns>How it ended, what was left of its output, and its errors.</returns>
    public (int ExitCode, string Output, string Errors) WaitForEnd()
    {
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    [System.Runtime.InteropServices.LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
