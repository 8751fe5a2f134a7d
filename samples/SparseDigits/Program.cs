using Shared;
using Shared.Reporting;
using SparseDigits.CommandLine;

namespace SparseDigits;

/// <summary>The program.</summary>
internal static class Program
{
    /// <summary>Runs the sample.</summary>
    /// <returns>The exit code of <see cref="SampleProgram.Run"/>.</returns>
    public static int Main(string[] arguments) => SampleProgram.Run(
        arguments,
        OptionsParser.Command,
        "Stopped. Nothing is half-written.",
        (options, stop) => new SparseDemo(options, Reporter.ForConsole(), stop).Run());
}
