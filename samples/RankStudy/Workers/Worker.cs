using System.Diagnostics;
using RankStudy.Plans;
using RankStudy.Runs;
using Shared;

namespace RankStudy.Workers;

/// <summary>
/// A child process that computes on one core. Torch's random state is one for each process, so that runs side by side need processes.
/// </summary>
internal sealed class Worker : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    /// <summary>Starts it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">Folder of the bases.</param>
    public Worker(StudyPlan plan, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Worker).Assembly.Location, WorkerProgram.Argument, plan.Name, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = "1";
        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Has a task done.</summary>
    /// <exception cref="SampleException">The process ended instead of answering.</exception>
    public async Task<StudyResult> RunAsync(StudyTask task, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(Wire.Write(task).AsMemory(), cancellation).ConfigureAwait(false);
            await process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended; the missing answer says so.
        }

        return await process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line
            ? Wire.Read<StudyResult>(line)
            : throw new SampleException($"A worker ended while it ran {Wire.Write(task)}.{Environment.NewLine}{await errors.ConfigureAwait(false)}");
    }

    /// <summary>Ends it, in the middle of a task if need be.</summary>
    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
