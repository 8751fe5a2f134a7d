using Chat.CommandLine;
using Shared;
using Shared.Reporting;

namespace Chat;

/// <summary>The program.</summary>
internal static class Program
{
    /// <summary>Runs the sample.</summary>
    /// <returns>The exit code of <see cref="SampleProgram.Run"/>.</returns>
    public static int Main(string[] arguments) => SampleProgram.Run(
        arguments,
        OptionsParser.Command,
        "Stopped. Adapters that were finished are saved; nothing is half-written.",
        (options, stop) => new ChatSample(options, Reporter.ForConsole(), Console.In, Console.Out, stop).Run());
}
