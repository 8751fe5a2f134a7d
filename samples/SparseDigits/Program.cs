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
        OptionsParser.Help,
        "Stopped. Nothing is half-written.",
        stop => new SparseDemo(OptionsParser.Parse(arguments), Reporter.ForConsole(), stop).Run());
}
