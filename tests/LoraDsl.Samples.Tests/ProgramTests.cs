using System.Diagnostics;

namespace LoraDsl.Samples.Tests;

/// <summary>The program as a person starts it.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_unknown_option_is_one_sentence_and_exit_code_2()
    {
        var (code, output, error) = Run("--fast");

        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Equal("Unrecognized command or argument '--fast'. See --help.", error.Trim());
    }

    [Fact]
    public void Help_is_printed_and_is_no_failure()
    {
        var (code, output, error) = Run("--quick", "--help");

        Assert.Equal(0, code);
        Assert.Contains("Adapts a small vision transformer", output, StringComparison.Ordinal);
        Assert.Equal("", error);
    }

    [Fact]
    public void An_output_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(folder["file"], "");

        var (code, _, error) = Run("--quick", "--output", Path.Combine(folder["file"], "below"));

        Assert.Equal(1, code);
        Assert.Contains(folder["file"], error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_stops_it_with_a_message_and_without_half_written_files()
    {
        using var program = Start("--quick", "--output", folder.Path);
        while (program.StandardOutput.ReadLine() is { } line && !line.Contains("epoch 1/", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]))
            kill.WaitForExit();
        var error = program.StandardError.ReadToEnd();
        program.WaitForExit();

        Assert.Equal(128 + 15, program.ExitCode);
        Assert.StartsWith("Stopped.", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var program = Start(arguments);
        var error = program.StandardError.ReadToEndAsync();
        var output = program.StandardOutput.ReadToEnd();
        program.WaitForExit();
        return (program.ExitCode, output, error.Result);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Digits.Demo).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        return Process.Start(start)!;
    }
}
