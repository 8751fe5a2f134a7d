using System.Diagnostics;
using System.Globalization;
using LoraDsl.Training.Host;

namespace LoraDsl.Runtime.Tests.Reliability;

/// <summary>A run of the host program, in a process of its own because it may end it.</summary>
internal sealed record HostProcess(int ExitCode, string Output, string Errors)
{
    public static Task<HostProcess> Run(params object[] arguments) => Run(new ProcessStartInfo("dotnet"), arguments);

    /// <summary>In a process whose freed tensors return to the system, so that its peak is what it held at once.</summary>
    public static Task<HostProcess> RunWithReturnedMemory(params object[] arguments)
    {
        var start = new ProcessStartInfo("dotnet");
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = "65536";
        start.Environment["MALLOC_ARENA_MAX"] = "1";
        return Run(start, arguments);
    }

    private static async Task<HostProcess> Run(ProcessStartInfo start, object[] arguments)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(TinyTraining).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new HostProcess(process.ExitCode, await output, await errors);
    }

    /// <summary>How many, from an environment variable where it is set: more than a quick run has time for.</summary>
    public static int Count(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var count) ? count : otherwise;
}
