using Digits.CommandLine;
using Shared;
using Shared.Reporting;

namespace Digits;

/// <summary>The program.</summary>
internal static class Program
{
    /// <summary>Runs the demo.</summary>
    /// <returns>The exit code of <see cref="SampleProgram.Run"/>.</returns>
    public static int Main(string[] arguments) => SampleProgram.Run(
        arguments,
        OptionsParser.Command,
        "Stopped. Adapters that were finished are saved; nothing is half-written.",
        (options, stop) => new Demo(options, Reporter.ForConsole(), stop).Run());
}
