using System.Diagnostics;
using System.Globalization;

namespace LoraDsl.Experiments;

/// <summary>A process that runs a trial.</summary>
internal static class TrialProcess
{
    private const int ErrorLength = 2000;

    /// <summary>Runs it to its end.</summary>
    /// <param name="start">How to start it.</param>
    /// <param name="threads">Threads that torch and the libraries below it may use.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <returns>How it ended, for a trial that left no result.</returns>
    public static async Task<string> RunAsync(ProcessStartInfo start, int threads, CancellationToken cancellation)
    {
        foreach (var variable in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"])
            start.Environment[variable] = threads.ToString(CultureInfo.InvariantCulture);
        start.UseShellExecute = false;
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellation).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            var text = (await errors.ConfigureAwait(false)).Trim();
            return string.Create(CultureInfo.InvariantCulture, $"its process ended with the exit code {process.ExitCode} and left no result: {text[^Math.Min(text.Length, ErrorLength)..]}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }
    }
}
