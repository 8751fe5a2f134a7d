using System.Diagnostics;

namespace LoraDsl.Packaging.Tests;

/// <summary>Runs programs.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>Runs the SDK's `dotnet` that runs the tests.</summary>
    public static (int Code, string Output) Dotnet(string folder, params IReadOnlyList<string> arguments) =>
        Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, arguments);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code and what it wrote, to both streams.</returns>
    public static (int Code, string Output) Run(string program, string folder, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the build that runs the tests set for itself is not meant for another.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' did not end within {Patience}.");
        }

        return (process.ExitCode, output.Result + error.Result);
    }

    /// <summary>Runs and throws, with what was written, on an exit code other than 0.</summary>
    public static string Require((int Code, string Output) result) =>
        result.Code == 0 ? result.Output : throw new InvalidOperationException(result.Output);
}
