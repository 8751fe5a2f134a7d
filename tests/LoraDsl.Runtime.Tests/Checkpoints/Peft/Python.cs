using System.Diagnostics;

namespace LoraDsl.Runtime.Tests.Checkpoints.Peft;

/// <summary>A Python that has PyTorch, as an independent reader.</summary>
internal static class Python
{
    private static readonly Lazy<string?> Found = new(() =>
        ((string[])["python3", "/usr/bin/python3"]).FirstOrDefault(program => Run(program, "-c", "import torch") is (0, _)));

    public static bool IsThere => Found.Value is not null;

    public static void Run(string script, string argument)
    {
        var (code, error) = Run(Found.Value!, script, argument)!.Value;
        Assert.True(code == 0, error);
    }

    private static (int Code, string Error)? Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };

            // Libraries of libtorch 2.10 are not those of Python's.
            start.Environment.Remove("LD_LIBRARY_PATH");
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>A theory that is skipped, and says why, where there is no such Python.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class TheoryAttribute : Xunit.TheoryAttribute
    {
        public TheoryAttribute()
        {
            if (!IsThere)
                Skip = "no python3 with torch on this machine";
        }
    }
}
